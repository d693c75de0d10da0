namespace DropZone.Rules.Output;

/// <summary>The columns of the output, and how each comes out of the input. Immutable.</summary>
internal sealed class OutputPlan(IReadOnlyList<OutputColumn> columns, int inputColumns)
{
    public OutputColumn[] Columns { get; } = [.. columns];

    /// <summary>Nothing changes: whole records are copied.</summary>
    public bool IsIdentity { get; } =
        columns.Count == inputColumns && columns.Select((column, i) => column.IsRaw && column.Source == i && column.Name == column.SourceName).All(same => same);
}
