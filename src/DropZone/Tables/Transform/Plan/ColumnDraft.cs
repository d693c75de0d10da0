using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Transform.Plan;

/// <summary>A column while the steps are compiled one after the other.</summary>
internal sealed class ColumnDraft(string name, int slot, Field? field, bool isAdded)
{
    public string Name { get; set; } = name;

    public int Slot { get; } = slot;

    /// <summary>As the schema describes it; null: it does not.</summary>
    public Field? Field { get; } = field;

    /// <summary>How an earlier step left its dates.</summary>
    public MomentReader? Dates { get; set; }

    /// <summary>Its cells may be others than those that the schema describes.</summary>
    public bool IsEdited { get; private set; }

    /// <summary>As its cells are at this step: text, where a step wrote them that does not say more.</summary>
    public Field Cells { get; private set; } = field ?? new Field { Name = name };

    /// <summary>A step writes its cells.</summary>
    /// <param name="asField">How they are then; null: text.</param>
    public void Edit(Field? asField = null)
    {
        IsEdited = true;
        Cells = asField ?? new Field { Name = Name };
    }

    /// <summary>The field of the column once its cells are written by the pattern.</summary>
    public Field DateField(DatePattern pattern) => new()
    {
        Name = Name,
        Type = pattern.HasTime ? FieldType.DateTime : FieldType.Date,
        Format = pattern.Text,
    };

    private string? SourceName { get; } = isAdded ? null : name;

    /// <summary>Reads its dates in their format at this step; null: the type in the schema has no dates.</summary>
    public MomentReader? DateReader() => Dates ?? (Field?.Type switch
    {
        null or FieldType.String or FieldType.Any => new IsoMomentReader(),
        // a problem of the format is reported when the schema is compiled
        FieldType.Date => MomentReader.For(MomentKind.Date, Field.Format, out _) ?? new IsoMomentReader(),
        FieldType.DateTime => MomentReader.For(MomentKind.DateTime, Field.Format, out _) ?? new IsoMomentReader(),
        _ => null,
    });

    /// <param name="missing">The cells of the table that hold no value.</param>
    public OutputColumn Finish(IReadOnlyList<string> missing) => new(Name, Slot, SourceName, Cells with
    {
        Name = Name,
        MissingValues = isAdded ? [""] : Field?.MissingValues ?? missing,
    });
}
