using System.Globalization;
using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>Reads whole numbers in plain decimal digits.</summary>
internal static class WholeNumber
{
    /// <summary>Returns the number, or null after a complaint.</summary>
    public static int? Read(Entry entry, int least, int most)
    {
        var expected = most == int.MaxValue ? $"a whole number, {least} or more" : $"a whole number from {least} to {most}";
        if (entry.Text(expected) is not { } text)
            return null;
        // Some parsers read a leading zero as octal, so it is rejected.
        if ((text == "0" || !text.StartsWith('0'))
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        entry.Expected(expected);
        return null;
    }
}
