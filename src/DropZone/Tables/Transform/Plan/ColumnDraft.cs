using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Fields;

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

    /// <summary>Reads what an earlier step left of its dates, such as the month; null: whole dates, or none.</summary>
    public MomentReader? Dates { get; private set; }

    /// <summary>Whether its cells may differ from the schema.</summary>
    public bool IsEdited { get; private set; }

    /// <summary>The field of its cells at this step.</summary>
    public Field Cells { get; private set; } = field ?? new Field { Name = name };

    /// <summary>Whether all its cells are in the format of <see cref="Cells"/>; otherwise they are text that nothing defines.</summary>
    public bool HasFormat { get; private set; } = field is { Origin: null };

    /// <summary>The format that its cells may have, though a step may have written others; null: it is the plain one.</summary>
    public Field? Origin => Cells.Origin ?? (HasFormat && TwoReadings.Of(Cells) is not null ? Cells : null);

    /// <summary>Returns the check of the type of its cells, without constraints; null: the schema has problems.</summary>
    public FieldCheck? CellCheck() => FieldCompiler.Compile(Cells with { Constraints = new Constraints(), Categories = null }, 0, "", new ByteTexts([]), []);

    /// <summary>Records that a step edits the text of its cells, not their values.</summary>
    public void Keep() => IsEdited = true;

    /// <summary>Records that a step writes its cells in a format.</summary>
    public void Become(Field cells)
    {
        (IsEdited, HasFormat, Cells) = (true, true, cells);
        Dates = null;
    }

    /// <summary>Records that a step may write other values into its cells.</summary>
    /// <param name="origin">The format that the others still have; null: that is no matter.</param>
    public void BecomeText(Field? origin) => (IsEdited, HasFormat, Cells) = (true, false, new Field { Name = Name, Origin = origin });

    /// <summary>Records that a step composes its cells of those of other columns.</summary>
    /// <param name="isCopy">Whether they are those of the only column.</param>
    public void BecomeFrom(IReadOnlyList<ColumnDraft> sources, bool isCopy)
    {
        if (isCopy)
            (IsEdited, HasFormat, Cells, Dates) = (true, sources[0].HasFormat, sources[0].Cells with { Name = Name }, sources[0].Dates);
        else
            BecomeText(sources.Select(source => source.Origin).FirstOrDefault(origin => origin is not null));
    }

    /// <summary>Records that a step writes its dates by the pattern: as text, if they are no whole dates any more.</summary>
    /// <param name="isLocalTime">Whether the step writes the time of a zone other than UTC.</param>
    public void Become(DatePattern pattern, bool isLocalTime)
    {
        if (pattern.HasDate)
        {
            Become(new Field
            {
                Name = Name,
                Type = pattern.HasTime ? FieldType.DateTime : FieldType.Date,
                Format = pattern.Text,
                YearPivot = pattern.YearPivot,
                IsLocalTime = isLocalTime && pattern is { HasTime: true, HasOffset: false },
            });
            return;
        }

        BecomeText(null);
        Dates = new PatternReader(pattern);
    }

    /// <summary>Compiles a pattern of its dates, whose two-digit years are those of its field. Returns null if it contains an unknown directive.</summary>
    public DatePattern? Pattern(string text) => DatePattern.Compile(text, out _, Field?.YearPivot ?? DatePattern.PosixPivot);

    private string? SourceName { get; } = isAdded ? null : name;

    /// <summary>Reads its dates in their format at this step; null: the type in the schema has no dates.</summary>
    public MomentReader? DateReader()
    {
        if (Dates is not null)
            return Dates;
        var plain = new IsoMomentReader();
        var dates = HasFormat ? Cells : Origin;
        // a problem of the format is reported when the schema is compiled
        var reader = dates?.Type switch
        {
            FieldType.Date => MomentReader.For(MomentKind.Date, dates.Format, dates.DateOrder, dates.YearPivot, out _) ?? plain,
            FieldType.DateTime => MomentReader.For(MomentKind.DateTime, dates.Format, dates.DateOrder, dates.YearPivot, out _) ?? plain,
            null or FieldType.String or FieldType.Any => plain,
            _ => null,
        };
        return HasFormat || reader is null ? reader ?? (IsEdited ? plain : null) : new EitherReader(reader, plain);
    }

    /// <param name="missing">Its missing values.</param>
    public OutputColumn Finish(IReadOnlyList<string> missing) => new(Name, Slot, SourceName, Cells with
    {
        Name = Name,
        MissingValues = missing,
    });
}
