namespace DropZone.Rules.Output;

/// <summary>One column of the output.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Source">0-based column of the input; -1: an added column.</param>
/// <param name="SourceName">The label of that column.</param>
/// <param name="Edits">What is done to its cells, in order.</param>
/// <param name="Template">The text of an added column.</param>
internal sealed record OutputColumn(string Name, int Source, string SourceName, IReadOnlyList<CellEdit> Edits, Template? Template)
{
    /// <summary>Its cells are copied.</summary>
    public bool IsRaw => Source >= 0 && Edits.Count == 0;
}
