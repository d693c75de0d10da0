namespace DropZone.Tables.Transform.Options;

/// <summary>Treatment of a value that a table does not have.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Value">What takes its place, for <see cref="AbsentKind.Value"/>.</param>
public sealed record Absent(AbsentKind Kind, string Value = "");

/// <summary>A small table from value to value.</summary>
/// <param name="Values">Cell to new cell; compared byte by byte.</param>
/// <param name="Absent">What becomes of a value that is not in it.</param>
public sealed record CellMap(IReadOnlyDictionary<string, string> Values, Absent Absent);

/// <summary>How a column's times are read and written.</summary>
/// <param name="From">Pattern of what is read; null: as an earlier step left it, or as the schema says, or ISO 8601.</param>
/// <param name="To">Pattern of what is written.</param>
/// <param name="Zone">Time zone of times without a UTC offset.</param>
/// <param name="ToZone">Time zone of the written times.</param>
/// <param name="Repeated">What is done where the clocks of <paramref name="Zone"/> were put back.</param>
public sealed record DateTimeForm(string? From, string To, TimeZoneInfo Zone, TimeZoneInfo ToZone, RepeatedTime Repeated)
{
    /// <summary>ISO 8601, to the second, with the UTC offset.</summary>
    public const string Standard = "%Y-%m-%dT%H:%M:%S%:z";
}

/// <summary>The part of a cell that stays visible.</summary>
/// <param name="First">How many characters at its start.</param>
/// <param name="Last">How many at its end.</param>
/// <param name="With">One character, which stands for each of the others.</param>
public sealed record Masking(int First, int Last, string With);

/// <summary>How numbers are written.</summary>
/// <param name="DecimalChar">The text before the fraction.</param>
/// <param name="GroupChar">The text between groups of three digits; may be empty.</param>
/// <param name="Places">How many digits the fraction has; null: as many as there were.</param>
/// <param name="Rounding">Rounding of surplus digits.</param>
public sealed record NumberForm(string DecimalChar, string GroupChar, int? Places, MidpointRounding Rounding);

/// <summary>How cells are brought to a width.</summary>
/// <param name="Width">In characters; longer cells stay.</param>
/// <param name="With">One character.</param>
/// <param name="AtEnd">Behind the cell, not before it.</param>
public sealed record Padding(int Width, string With, bool AtEnd);

/// <summary>A text to replace, and its replacement.</summary>
/// <param name="From">The text, or the regular expression, that is replaced, wherever it occurs in the cell.</param>
/// <param name="To">What it becomes; <c>$1</c> is a group of the expression.</param>
/// <param name="IsPattern">Whether <paramref name="From"/> is a regular expression, without look-around and back-references.</param>
public sealed record Replacement(string From, string To, bool IsPattern);
