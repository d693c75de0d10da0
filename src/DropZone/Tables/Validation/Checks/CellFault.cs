using DropZone.Errors;
using DropZone.Tables.Errors;

namespace DropZone.Tables.Validation.Checks;

/// <summary>A fault of a cell. Created during compilation if it does not depend on the row.</summary>
/// <param name="Hint">Describes how a spreadsheet may have changed the cell; null without a hint.</param>
internal sealed record CellFault(ErrorCode Code, string Message, ExcelHint? Hint = null);
