using DropZone.Tables.Primitives.Temporal;

namespace DropZone.Tables.Schema;

/// <summary>A Table Schema field descriptor, as written. Source: https://datapackage.org/standard/table-schema/#field</summary>
public sealed record Field
{
    public required string Name { get; init; }

    public FieldType Type { get; init; } = FieldType.String;

    /// <summary><c>default</c>, <c>any</c>, or a strptime pattern such as <c>%d.%m.%Y</c>.</summary>
    public string Format { get; init; } = "default";

    /// <summary>Two-digit years below it are of the 21st century, others of the 20th: 0 to 100. An extension of the standard.</summary>
    public int YearPivot { get; init; } = DatePattern.PosixPivot;

    /// <summary>The order of the numbers in dates with the format <c>any</c>, found in the file; null: not yet.</summary>
    internal DateOrder? DateOrder { get; init; }

    /// <summary>The format that the cells of this text may still have, because an earlier step or program wrote them from such cells; null: none that matters.</summary>
    internal Field? Origin { get; init; }

    /// <summary>Whether its times without UTC offset are those of another zone, because a step converted them.</summary>
    internal bool IsLocalTime { get; init; }

    public Constraints Constraints { get; init; } = new();

    /// <summary>The decimal mark of a number.</summary>
    public string DecimalChar { get; init; } = ".";

    /// <summary>The group mark of integers and numbers; null: none.</summary>
    public string? GroupChar { get; init; }

    /// <summary>Where the group mark can be.</summary>
    public DigitGrouping Grouping { get; init; }

    /// <summary>Whether an integer or number has no text around it. If false, a sign in it counts, and text such as a currency or percent sign is ignored.</summary>
    public bool BareNumber { get; init; } = true;

    public IReadOnlyList<string> TrueValues { get; init; } = ["true", "True", "TRUE", "1"];

    public IReadOnlyList<string> FalseValues { get; init; } = ["false", "False", "FALSE", "0"];

    /// <summary>The separator of the items of a list.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>The type of the items of a list; null: text.</summary>
    public FieldType? ItemType { get; init; }

    /// <summary>The only values that cells may contain, without labels; null: any.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Cells equal to one of these have no value; null: those of the schema.</summary>
    public IReadOnlyList<string>? MissingValues { get; init; }

    /// <summary>Whether its cells are personal data, which reports and messages do not show. An extension of the standard.</summary>
    public bool Sensitive { get; init; }
}
