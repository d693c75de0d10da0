using DropZone.Csv;
using DropZone.Rules.Steps;

namespace DropZone.Rules;

/// <summary>All that is asked of the files of a feed, as written. <see cref="Conversion"/> compiles and runs it.</summary>
public sealed record RuleSet
{
    public Dialect Dialect { get; init; } = new();

    /// <summary>Null: any well-formed CSV with a header is accepted.</summary>
    public TableSchema? Schema { get; init; }

    public BlankRows BlankRows { get; init; } = BlankRows.Fail;

    public IReadOnlyList<TransformStep> Steps { get; init; } = [];
}
