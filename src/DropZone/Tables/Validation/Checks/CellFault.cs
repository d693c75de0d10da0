using DropZone.Errors;
using DropZone.Tables.Errors;

namespace DropZone.Tables.Validation.Checks;

/// <summary>What is wrong with a cell. Made when the rules are compiled, wherever it does not depend on the row.</summary>
/// <param name="Hint">Describes how a spreadsheet may have changed the cell; null: there is no hint.</param>
internal sealed record CellFault(ErrorCode Code, string Message, ExcelHint? Hint = null);
