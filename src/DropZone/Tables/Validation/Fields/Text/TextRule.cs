using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Text;

/// <summary>What a field of text asks of its cells, and what is wrong with one that does not comply.</summary>
internal sealed record TextRule<T>(T Rule, CellFault Fault);
