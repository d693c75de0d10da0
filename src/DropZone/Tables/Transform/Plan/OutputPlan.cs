using DropZone.Tables.References;
using DropZone.Tables.Transform.Duplicates;

namespace DropZone.Tables.Transform.Plan;

/// <summary>The steps applied to each row, and the columns of the output. Immutable.</summary>
internal sealed class OutputPlan(
    IReadOnlyList<OutputColumn> columns, IReadOnlyList<RowStep> steps, int inputColumns, int slots, IReadOnlyList<DeduplicationRule> deduplications,
    IReadOnlyList<Lookup> lookups)
{
    public OutputColumn[] Columns { get; } = [.. columns];

    /// <summary>In their order.</summary>
    public RowStep[] Steps { get; } = [.. steps];

    /// <summary>The same, if each of them can find unchanged rows ahead; else null.</summary>
    public PredictableStep[]? PredictableSteps { get; } = steps.All(step => step is PredictableStep) ? [.. steps.Cast<PredictableStep>()] : null;

    /// <summary>The maximum number of cells of a row while the steps are applied; the first are those of the file.</summary>
    public int Slots => slots;

    /// <summary>The steps for which a run records keys.</summary>
    public IReadOnlyList<DeduplicationRule> Deduplications => deduplications;

    /// <summary>The reference tables that a run loads at its start.</summary>
    public IReadOnlyList<Lookup> Lookups => lookups;

    /// <summary>Returns a copy with other column names and additional steps at the end.</summary>
    public OutputPlan With(IReadOnlyList<OutputColumn> named, IReadOnlyList<RowStep> more) =>
        new(named, [.. Steps, .. more], inputColumns, slots, deduplications, lookups);

    /// <summary>Whether the columns are those of the file, in its order, so that an unchanged row is copied completely.</summary>
    public bool KeepsColumns { get; } = columns.Count == inputColumns && columns.Select((column, i) => column.Slot == i).All(same => same);

    /// <summary>Whether they have the names of the file, too.</summary>
    public bool KeepsNames { get; } = columns.All(column => column.Name == column.SourceName);
}
