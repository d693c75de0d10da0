using DropZone.Tables.References;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Duplicates;

namespace DropZone.Tables.Transform.Plan;

/// <summary>The steps applied to each row, and the columns of the output. Immutable.</summary>
internal sealed class OutputPlan(
    IReadOnlyList<OutputColumn> columns, IReadOnlyList<RowAction> steps, int inputColumns, int slots, IReadOnlyList<DeduplicationRule> deduplications,
    IReadOnlyList<Lookup> lookups)
{
    public OutputColumn[] Columns { get; } = [.. columns];

    /// <summary>In their order.</summary>
    public RowAction[] Steps { get; } = [.. steps];

    /// <summary>The same, if each of them can find unchanged rows ahead; else null.</summary>
    public PredictableAction[]? PredictableSteps { get; } = steps.All(step => step is PredictableAction) ? [.. steps.Cast<PredictableAction>()] : null;

    /// <summary>The maximum number of cells of a row while the steps are applied; the first are those of the file.</summary>
    public int Slots => slots;

    /// <summary>The steps for which a run records keys.</summary>
    public IReadOnlyList<DeduplicationRule> Deduplications => deduplications;

    /// <summary>The reference tables that a run loads at its start.</summary>
    public IReadOnlyList<Lookup> Lookups => lookups;

    /// <summary>Returns a copy with other column names and additional steps at the end.</summary>
    public OutputPlan With(IReadOnlyList<OutputColumn> named, IReadOnlyList<RowAction> more) =>
        new(named, [.. Steps, .. more], inputColumns, slots, deduplications, lookups);

    /// <summary>Whether the columns are those of the file, in its order, so that an unchanged row is copied completely.</summary>
    public bool KeepsColumns { get; } = columns.Count == inputColumns && columns.Select((column, i) => column.Slot == i).All(same => same);

    /// <summary>Whether they have the names of the file, too.</summary>
    public bool KeepsNames { get; } = columns.All(column => column.Name == column.SourceName);
}

/// <summary>One column of the output.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Slot">The slot of its cell while the steps are applied.</param>
/// <param name="SourceName">The label in the file; null: a step added it.</param>
/// <param name="Cells">The format of its cells, and its missing values.</param>
internal sealed record OutputColumn(string Name, int Slot, string? SourceName, Field Cells);
