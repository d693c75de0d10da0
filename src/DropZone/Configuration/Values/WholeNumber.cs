using System.Globalization;
using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>Whole numbers in plain decimal digits.</summary>
internal static class WholeNumber
{
    /// <summary>The number, or null and a complaint.</summary>
    public static int? Read(Entry entry, int least, int most)
    {
        var expected = most == int.MaxValue ? $"a whole number, {least} or more" : $"a whole number from {least} to {most}";
        if (entry.Text(expected) is not { } text)
            return null;
        // A leading zero is octal to some readers: refused rather than guessed.
        if ((text == "0" || !text.StartsWith('0'))
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        entry.Expected(expected);
        return null;
    }
}
