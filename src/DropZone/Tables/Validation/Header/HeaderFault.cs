using DropZone.Errors;

namespace DropZone.Tables.Validation.Header;

/// <summary>What is wrong with the header, or with one of its labels.</summary>
/// <param name="Column">0-based column of the label; -1: the header as a whole.</param>
/// <param name="Position">1-based number of the column to report, if there is one.</param>
internal sealed record HeaderFault(ErrorCode Code, int Column, int? Position, string? Field, string Message);
