using DropZone.Tables.Schema;

namespace DropZone.Spool.Records;

/// <summary>A column of the output, for targets that take its values. Members as in Table Schema; defaults are left out.</summary>
public sealed record ReceiptColumn(string Name, string Type)
{
    private static readonly Field Standard = new() { Name = "" };

    public string? Format { get; init; }

    public string? DecimalChar { get; init; }

    public string? GroupChar { get; init; }

    /// <summary>Null if its cells contain nothing but the number.</summary>
    public bool? BareNumber { get; init; }

    public IReadOnlyList<string>? TrueValues { get; init; }

    public IReadOnlyList<string>? FalseValues { get; init; }

    public IReadOnlyList<string>? MissingValues { get; init; }

    /// <summary>Returns the properties of a field that decide how its cells are read.</summary>
    public static ReceiptColumn Of(Field field)
    {
        var isNumber = field.Type is FieldType.Number or FieldType.Integer;
        return new ReceiptColumn(field.Name, field.Type.ToString().ToLowerInvariant())
        {
            Format = field.Format == Standard.Format ? null : field.Format,
            DecimalChar = isNumber && field.DecimalChar != Standard.DecimalChar ? field.DecimalChar : null,
            GroupChar = isNumber ? field.GroupChar : null,
            BareNumber = isNumber && !field.BareNumber ? false : null,
            TrueValues = field.Type == FieldType.Boolean ? field.TrueValues : null,
            FalseValues = field.Type == FieldType.Boolean ? field.FalseValues : null,
            MissingValues = field.MissingValues,
        };
    }

    /// <summary>Returns the field.</summary>
    /// <exception cref="IOException">It has a type that this version does not know.</exception>
    public Field Field() => new()
    {
        Name = Name,
        Type = Enum.TryParse<FieldType>(Type, ignoreCase: true, out var type) ? type : throw new IOException($"the receipt names the column type {Type}, which this version does not support"),
        Format = Format ?? Standard.Format,
        DecimalChar = DecimalChar ?? Standard.DecimalChar,
        GroupChar = GroupChar,
        BareNumber = BareNumber ?? true,
        TrueValues = TrueValues ?? Standard.TrueValues,
        FalseValues = FalseValues ?? Standard.FalseValues,
        MissingValues = MissingValues,
    };
}
