using DropZone.Rules.Moments;

namespace DropZone.Rules.Output;

/// <summary>A column while the steps are compiled one after the other.</summary>
internal sealed class ColumnDraft(string name, int source, Field? field)
{
    public string Name { get; set; } = name;

    public string SourceName { get; } = name;

    public int Source { get; } = source;

    /// <summary>As the schema describes it; null: it does not.</summary>
    public Field? Field { get; } = field;

    public List<CellEdit> Edits { get; } = [];

    public Template? Template { get; init; }

    /// <summary>How an earlier step left its dates.</summary>
    public MomentReader? Dates { get; set; }

    public OutputColumn Finish() => new(Name, Source, SourceName, [.. Edits], Template);
}
