using DropZone.Errors;
using DropZone.Tables.Errors;

namespace DropZone.Tables.Validation.Checks;

/// <summary>What is wrong with a cell. Made when the rules are compiled, wherever it does not depend on the row.</summary>
/// <param name="Hint">Tells what a spreadsheet may have done to the cell; null: nothing of that kind is known.</param>
internal sealed record CellFault(ErrorCode Code, string Message, ExcelHint? Hint = null);
