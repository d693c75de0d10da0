using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Text;

/// <summary>A rule of a text field, and the fault of a cell that violates it.</summary>
internal sealed record TextRule<T>(T Rule, CellFault Fault);
