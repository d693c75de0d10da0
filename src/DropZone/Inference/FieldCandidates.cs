using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Schema;

namespace DropZone.Inference;

/// <summary>The candidates for the field of a column, from narrow to wide: the first that accepts all cells is used, otherwise text.</summary>
internal static class FieldCandidates
{
    private static readonly string[] DatePatterns =
    [
        "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%y", "%d/%m/%y", "%m/%d/%y",
        "%y/%m/%d", "%y.%m.%d",
        "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y",
    ];

    private static readonly string[] DateTimePatterns =
    [
        "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%d %H:%M:%S.%f%z", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S",
        "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M",
        "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p",
    ];

    /// <summary>The group mark of ISO 80000-1.</summary>
    private static readonly string[] Spaces = [" ", "\u00A0", "\u202F"];

    /// <summary>The Swiss group mark.</summary>
    private static readonly string[] Apostrophes = ["'", "\u2019"];

    /// <summary>At most 128: a column keeps them in the bits of a number.</summary>
    public static IReadOnlyList<FieldCandidate> All { get; } = [.. Booleans(), .. Moments(), .. Numbers(), .. Texts()];

    /// <summary>The words only, as 0 and 1 are inferred as numbers.</summary>
    private static IEnumerable<FieldCandidate> Booleans() =>
        [new FieldCandidate(Of(FieldType.Boolean), cell => cell.Length > 1)];

    private static IEnumerable<FieldCandidate> Moments() =>
    [
        new FieldCandidate(Of(FieldType.Date)),
        .. DatePatterns.Select(pattern => new FieldCandidate(Of(FieldType.Date, pattern))),
        new FieldCandidate(Of(FieldType.Date, "%Y%m%d"), NumberShape.IsCompactDate),
        new FieldCandidate(Of(FieldType.DateTime)),
        .. DateTimePatterns.Select(pattern => new FieldCandidate(Of(FieldType.DateTime, pattern))),
        new FieldCandidate(Of(FieldType.Time)),
        new FieldCandidate(Of(FieldType.Time, "%H:%M")),
        new FieldCandidate(Of(FieldType.YearMonth)),
        new FieldCandidate(Of(FieldType.Duration), cell => cell.Length > 2),
    ];

    private static IEnumerable<FieldCandidate> Numbers() =>
    [
        new FieldCandidate(Of(FieldType.Integer), NumberShape.IsInteger),
        new FieldCandidate(Of(FieldType.Number), NumberShape.Decimal('.'), NumberShape.HasMark('.')) { DecimalMark = '.' },
        Grouped(",", null, '.'),
        Grouped(",", '.', '.', NumberShape.ProvesGroup(",", '.')),
        new FieldCandidate(Of(FieldType.Number) with { DecimalChar = "," }, NumberShape.Decimal(','), NumberShape.HasMark(',')) { DecimalMark = ',' },
        Grouped(".", null, ','),
        Grouped(".", ',', ',', NumberShape.ProvesGroup(".", ',')),
        .. Spaces.SelectMany(group => new[] { Grouped(group, null, null), Grouped(group, ',', ',') }),
        .. Apostrophes.SelectMany(group => new[] { Grouped(group, null, null), Grouped(group, '.', '.') }),
    ];

    private static IEnumerable<FieldCandidate> Texts() =>
    [
        new FieldCandidate(Of(FieldType.String, "uuid")),
        new FieldCandidate(Of(FieldType.String, "email")),
        new FieldCandidate(Of(FieldType.String, "uri"), cell => cell.IndexOf("://"u8) > 0),
        new FieldCandidate(Of(FieldType.Object)),
        new FieldCandidate(Of(FieldType.Array)),
        new FieldCandidate(Of(FieldType.String), DateShape.IsDate) { Note = "The dates have different formats, or different orders of day and month: kept as text." },
        new FieldCandidate(Of(FieldType.String), NumberShape.IsOfAnyCountry, NumberShape.HasAnyMark) { Note = "The numbers have different decimal marks, or marks that may be of either type: kept as text." },
        new FieldCandidate(Of(FieldType.String), Digits.Are, NumberShape.HasLeadingZero) { Note = "Some values have leading zeros: kept as text, like codes." },
        new FieldCandidate(Of(FieldType.String), Digits.Are, NumberShape.IsLong) { Note = "Some values have more than 15 digits, which many programs round: kept as text, like codes." },
    ];

    private static FieldCandidate Grouped(string group, char? mark, char? style, CellShape? proof = null) =>
        new(
            mark is { } point
                ? Of(FieldType.Number) with { GroupChar = group, DecimalChar = point.ToString() }
                : Of(FieldType.Integer) with { GroupChar = group },
            NumberShape.Grouped(group, mark),
            proof ?? NumberShape.HasGroup(group))
        {
            DecimalMark = style,
        };

    private static Field Of(FieldType type, string format = "default") => new() { Name = "", Type = type, Format = format };
}
