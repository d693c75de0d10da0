using DropZone.Tables.References;
using DropZone.Tables.Transform.Duplicates;

namespace DropZone.Tables.Transform.Plan;

/// <summary>What is done to each row, and the columns that it has then. Immutable.</summary>
internal sealed class OutputPlan(
    IReadOnlyList<OutputColumn> columns, IReadOnlyList<RowStep> steps, int inputColumns, int slots, IReadOnlyList<DeduplicationRule> deduplications,
    IReadOnlyList<Lookup> lookups)
{
    public OutputColumn[] Columns { get; } = [.. columns];

    /// <summary>In their order.</summary>
    public RowStep[] Steps { get; } = [.. steps];

    /// <summary>The same, if each of them can find unchanged rows ahead; else null.</summary>
    public PredictableStep[]? PredictableSteps { get; } = steps.All(step => step is PredictableStep) ? [.. steps.Cast<PredictableStep>()] : null;

    /// <summary>How many cells a row may have while the steps are taken; the first are those of the file.</summary>
    public int Slots => slots;

    /// <summary>The steps for which a run keeps the keys it has seen.</summary>
    public IReadOnlyList<DeduplicationRule> Deduplications => deduplications;

    /// <summary>The tables that a run takes at its start.</summary>
    public IReadOnlyList<Lookup> Lookups => lookups;

    /// <summary>The same with other names of the columns and more steps behind its own.</summary>
    public OutputPlan With(IReadOnlyList<OutputColumn> named, IReadOnlyList<RowStep> more) =>
        new(named, [.. Steps, .. more], inputColumns, slots, deduplications, lookups);

    /// <summary>The columns are those of the file, in its order: a row in which no cell changes is copied whole.</summary>
    public bool KeepsColumns { get; } = columns.Count == inputColumns && columns.Select((column, i) => column.Slot == i).All(same => same);

    /// <summary>They have their names, too.</summary>
    public bool KeepsNames { get; } = columns.All(column => column.Name == column.SourceName);
}
