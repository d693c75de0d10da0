namespace DropZone.Tables.Schema;

/// <summary>A Table Schema field descriptor, as written. Source: https://datapackage.org/standard/table-schema/#field</summary>
public sealed record Field
{
    public required string Name { get; init; }

    public FieldType Type { get; init; } = FieldType.String;

    /// <summary><c>default</c>, <c>any</c>, or a strptime pattern such as <c>%d.%m.%Y</c>.</summary>
    public string Format { get; init; } = "default";

    public Constraints Constraints { get; init; } = new();

    /// <summary>The decimal mark of a number.</summary>
    public string DecimalChar { get; init; } = ".";

    /// <summary>What groups digits in integers and numbers; null: nothing does.</summary>
    public string? GroupChar { get; init; }

    /// <summary>False: text around an integer or number (a currency sign, a percent sign) is passed over.</summary>
    public bool BareNumber { get; init; } = true;

    public IReadOnlyList<string> TrueValues { get; init; } = ["true", "True", "TRUE", "1"];

    public IReadOnlyList<string> FalseValues { get; init; } = ["false", "False", "FALSE", "0"];

    /// <summary>What separates the items of a list.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>The type of the items of a list; null: text.</summary>
    public FieldType? ItemType { get; init; }

    /// <summary>The only values that cells may hold, labels left aside. Null: any.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Cells equal to one of these hold no value. Null: as the schema says.</summary>
    public IReadOnlyList<string>? MissingValues { get; init; }

    /// <summary>Its cells are personal data that no report and no message shows. No part of the standard.</summary>
    public bool Sensitive { get; init; }
}
