using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Transform.Plan;

/// <summary>A column during the compilation of the steps.</summary>
internal sealed class ColumnDraft(string name, int slot, Field? field, bool isAdded)
{
    public string Name { get; set; } = name;

    public int Slot { get; } = slot;

    /// <summary>Whether a step added it.</summary>
    public bool IsAdded => isAdded;

    /// <summary>Its field in the schema; null if it has none.</summary>
    public Field? Field { get; } = field;

    /// <summary>The pattern of its dates after an earlier step.</summary>
    public MomentReader? Dates { get; set; }

    /// <summary>Whether its cells may differ from the schema.</summary>
    public bool IsEdited { get; private set; }

    /// <summary>The field of its cells at this step: text, unless the step that wrote them defines more.</summary>
    public Field Cells { get; private set; } = field ?? new Field { Name = name };

    /// <summary>Records that a step writes its cells.</summary>
    /// <param name="asField">The format of the cells afterwards; null: text.</param>
    public void Edit(Field? asField = null)
    {
        IsEdited = true;
        Cells = asField ?? new Field { Name = Name };
    }

    /// <summary>The field of the column once its cells are written by the pattern: text if they no longer have a whole date.</summary>
    public Field? DateField(DatePattern pattern) => pattern.HasDate ? new()
    {
        Name = Name,
        Type = pattern.HasTime ? FieldType.DateTime : FieldType.Date,
        Format = pattern.Text,
        YearPivot = pattern.YearPivot,
    } : null;

    /// <summary>Compiles a pattern of its dates, whose two-digit years are those of its field. Returns null if it contains an unknown directive.</summary>
    public DatePattern? Pattern(string text) => DatePattern.Compile(text, out _, Field?.YearPivot ?? DatePattern.PosixPivot);

    private string? SourceName { get; } = isAdded ? null : name;

    /// <summary>Reads its dates in their format at this step; null: the type in the schema has no dates.</summary>
    public MomentReader? DateReader() => Dates ?? (Field?.Type switch
    {
        null or FieldType.String or FieldType.Any => new IsoMomentReader(),
        // a problem of the format is reported when the schema is compiled
        FieldType.Date => MomentReader.For(MomentKind.Date, Field.Format, Field.DateOrder, Field.YearPivot, out _) ?? new IsoMomentReader(),
        FieldType.DateTime => MomentReader.For(MomentKind.DateTime, Field.Format, Field.DateOrder, Field.YearPivot, out _) ?? new IsoMomentReader(),
        _ => null,
    });

    /// <param name="missing">Its missing values.</param>
    public OutputColumn Finish(IReadOnlyList<string> missing) => new(Name, Slot, SourceName, Cells with
    {
        Name = Name,
        MissingValues = missing,
    });
}
