using System.Globalization;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Conversion;

namespace DropZone.Configuration.Transform;

/// <summary>Reads <c>bad-rows</c> and <c>max-bad-rows</c> of a feed.</summary>
internal static class BadRowsReader
{
    private static readonly Dictionary<string, BadRows> Words = new() { ["fail"] = BadRows.Fail, ["split"] = BadRows.Split };

    /// <summary>Returns the settings, with defaults after a complaint.</summary>
    public static (BadRows Rows, MaxBadRows? Most) Read(Mapping feed)
    {
        var rows = feed["bad-rows"] is { } entry ? Choice.Read(entry, "value for bad-rows", Words) : BadRows.Fail;
        if (feed["max-bad-rows"] is not { } limit)
            return (rows ?? BadRows.Fail, null);
        if (rows == BadRows.Fail)
            limit.ComplainOfKey("`max-bad-rows` has no effect without `bad-rows: split`", "remove it, or add `bad-rows: split`");
        return (rows ?? BadRows.Fail, Most(limit));
    }

    private static MaxBadRows? Most(Entry entry)
    {
        const string Expected = "a number of rows such as 100, or a share of the rows such as 1% or 0.5%";
        if (entry.Text(Expected) is not { } text)
            return null;
        var isPercent = text.EndsWith('%');
        var styles = isPercent ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
        if (decimal.TryParse(isPercent ? text[..^1] : text, styles, CultureInfo.InvariantCulture, out var amount)
            && amount > 0 && text.Length < 20 && (!isPercent || amount <= 100))
            return new MaxBadRows(amount, isPercent);
        entry.Expected(Expected, amount == 0 && text.StartsWith('0') ? "write `bad-rows: fail` if no row may be bad" : "");
        return null;
    }
}
