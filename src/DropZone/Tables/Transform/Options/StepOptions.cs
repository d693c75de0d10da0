using DropZone.Tables.Schema;

namespace DropZone.Tables.Transform.Options;

/// <summary>Treatment of a value that a table does not have.</summary>
/// <param name="Kind">The type of treatment.</param>
/// <param name="Value">The replacement, for <see cref="AbsentKind.Value"/>.</param>
public sealed record Absent(AbsentKind Kind, string Value = "");

/// <summary>A small table from value to value.</summary>
/// <param name="Values">Cell to new cell; compared byte by byte.</param>
/// <param name="Absent">The treatment of values that are not in the table.</param>
public sealed record CellMap(IReadOnlyDictionary<string, string> Values, Absent Absent);

/// <summary>The conversion of a column's times.</summary>
/// <param name="From">The pattern of the input; null: that of an earlier step, of the schema, or ISO 8601.</param>
/// <param name="To">The pattern of the output.</param>
/// <param name="Zone">Time zone of times without a UTC offset.</param>
/// <param name="ToZone">Time zone of the written times.</param>
/// <param name="Repeated">The meaning of times repeated when the clocks of <paramref name="Zone"/> were set back.</param>
public sealed record DateTimeForm(string? From, string To, TimeZoneInfo Zone, TimeZoneInfo ToZone, RepeatedTime Repeated)
{
    /// <summary>ISO 8601, to the second, with the UTC offset.</summary>
    public const string Standard = "%Y-%m-%dT%H:%M:%S%:z";

    /// <summary>Whether the written times are UTC.</summary>
    internal bool IsUtc => ToZone.BaseUtcOffset == TimeSpan.Zero && ToZone.GetAdjustmentRules().Length == 0;
}

/// <summary>The part of a cell that stays visible.</summary>
/// <param name="First">The number of characters at its start.</param>
/// <param name="Last">The number of characters at its end.</param>
/// <param name="With">The character that replaces each of the others.</param>
public sealed record Masking(int First, int Last, string With);

/// <summary>The format of numbers.</summary>
/// <param name="DecimalChar">The text before the fraction.</param>
/// <param name="GroupChar">The text between groups of digits; may be empty.</param>
/// <param name="Places">The number of digits of the fraction; null: unchanged.</param>
/// <param name="Rounding">Rounding of surplus digits.</param>
/// <param name="Grouping">How digits are grouped.</param>
public sealed record NumberForm(
    string DecimalChar, string GroupChar, int? Places, MidpointRounding Rounding, DigitGrouping Grouping = DigitGrouping.Thousands);

/// <summary>The padding of cells.</summary>
/// <param name="Width">The width in characters; longer cells stay.</param>
/// <param name="With">The padding character.</param>
/// <param name="AtEnd">Whether to pad at the end, not at the start.</param>
public sealed record Padding(int Width, string With, bool AtEnd);

/// <summary>A text to replace, and its replacement.</summary>
/// <param name="From">The text or regular expression to replace, wherever it occurs in the cell.</param>
/// <param name="To">The replacement; <c>$1</c> is a group of the expression.</param>
/// <param name="IsPattern">Whether <paramref name="From"/> is a regular expression, without look-around and back-references.</param>
public sealed record Replacement(string From, string To, bool IsPattern);

/// <summary>The treatment of a value that is not in a table.</summary>
public enum AbsentKind
{
    /// <summary>The row is bad.</summary>
    Fail,

    /// <summary>The cell stays.</summary>
    Keep,

    /// <summary>Another value replaces it.</summary>
    Value,
}

/// <summary>The meaning of a time that occurs twice because the clocks were set back.</summary>
public enum RepeatedTime
{
    /// <summary>The first time: still summer time.</summary>
    Earlier,

    /// <summary>The second time.</summary>
    Later,

    /// <summary>None: the row is bad.</summary>
    Fail,
}
