using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Primitives.Temporal;

namespace DropZone.Tables.Errors;

/// <summary>
/// Recognizes changes that Excel makes to data when it opens and saves a CSV file: 123456789012 becomes 1.23E+11, 2026-11-30 becomes 46356,
/// 5-1 becomes 05. Jan, 00123 becomes 123.
/// </summary>
internal sealed record ExcelHint
{
    // 1927-05-18 and 2119-01-03: days since 1899-12-30, in five digits that are rarely anything else
    private const int FirstSerial = 10_000;
    private const int LastSerial = 80_000;

    private static readonly string[] Errors = ["#REF!", "#N/A", "#NV", "#VALUE!", "#WERT!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#BEZUG!", "########"];

    private static readonly string[] GermanMonths = ["Jan", "Feb", "Mrz", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"];

    /// <summary>Whether the field contains dates, with or without a time.</summary>
    public bool IsDate { get; init; }

    /// <summary>Whether the field contains numbers.</summary>
    public bool IsNumber { get; init; }

    /// <summary>The length of a text of digits required by the failed rule, or 0.</summary>
    public int Length { get; init; }

    /// <summary>Returns a sentence without cell values, or null if nothing indicates Excel.</summary>
    public string? For(ReadOnlySpan<byte> cell)
    {
        var text = cell.Trim(" "u8);
        if (IsError(text))
            return "This is an error that Excel shows in place of a value. Fix the formula in the workbook.";
        if (text.StartsWith("=\""u8) && text.EndsWith("\""u8))
            return "This is a formula by which Excel keeps text. Have the text exported without the equals sign and the quotes in it.";
        if (IsNumber && InvisibleCharacter.Find(cell) is { } invisible)
            return $"The cell contains {invisible}. If it groups digits, set groupChar: \" \" in the field.";
        if (IsDate && IsSerial(text))
            return "Excel may have turned a date into a number of days. Format the column as a date before saving.";
        if (!IsDate && IsScientific(text))
            return "Excel may have shortened a long number, whose last digits are lost. Format the column as text before entering the data.";
        if (IsNumber && IsDayAndMonth(text))
            return "Excel may have turned a number into a date. Format the column as text before entering the data.";
        return Length > text.Length && Digits.Are(text)
            ? "Excel may have removed leading zeros. Format the column as text before entering the data."
            : null;
    }

    private static bool IsError(ReadOnlySpan<byte> text)
    {
        foreach (var error in Errors)
            if (text.Length == error.Length && System.Text.Ascii.Equals(text, error))
                return true;
        return false;
    }

    private static bool IsSerial(ReadOnlySpan<byte> text)
    {
        var at = 0;
        if (!Digits.TryTake(text, ref at, 5, 5, out var days) || days is < FirstSerial or > LastSerial)
            return false;
        // a time of day is the part behind the mark
        return at == text.Length
            || (text[at] is (byte)'.' or (byte)',' && Digits.Are(text[(at + 1)..]));
    }

    // 1,23E+11: Excel writes one digit, a mark, at most 14 digits, and an exponent with its sign and at least two digits
    private static bool IsScientific(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'-', ..])
            text = text[1..];
        var e = text.IndexOf((byte)'E');
        if (e < 1 || text.Length < e + 4 || text[e + 1] is not ((byte)'+' or (byte)'-') || !Digits.IsDigit(text[0]))
            return false;
        var mantissa = text[1..e];
        return (mantissa.IsEmpty || (mantissa[0] is (byte)'.' or (byte)',' && Digits.Are(mantissa[1..])))
            && Digits.Are(text[(e + 2)..]);
    }

    // 01. Mrz, 1-Mar, Jan-05, Jan 05
    private static bool IsDayAndMonth(ReadOnlySpan<byte> text)
    {
        var digits = text.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (digits < 0)
            return false;
        var last = text.LastIndexOfAnyInRange((byte)'0', (byte)'9');
        if (text[digits..(last + 1)].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            return false;
        var name = (digits == 0 ? text[(last + 1)..] : last == text.Length - 1 ? text[..digits] : default).Trim(" .-/"u8);
        if (name.Length is not (3 or 4))
            return false;
        if (name.Length == 3 && CalendarNames.Find(CalendarNames.Months, name, whole: false, out _) >= 0)
            return true;
        Span<char> letters = stackalloc char[name.Length];
        letters = letters[..System.Text.Encoding.UTF8.GetChars(name, letters)];
        foreach (var month in GermanMonths)
            if (letters.SequenceEqual(month))
                return true;
        return false;
    }
}
