using DropZone.Errors;

namespace DropZone.Tables.Validation.Header;

/// <summary>How the header of a file fits a schema.</summary>
/// <param name="Faults">Empty: it fits.</param>
/// <param name="Columns">The 0-based column of each field; -1: the file has none. Counts only without faults.</param>
/// <param name="IsMisread">The file has another delimiter than it was read with: where cells and quotes seem to be says nothing.</param>
internal sealed record HeaderMatch(IReadOnlyList<HeaderFault> Faults, IReadOnlyList<int> Columns, bool IsMisread);

/// <summary>What is wrong with the header, or with one of its labels.</summary>
/// <param name="Column">0-based column of the label; -1: the header as a whole.</param>
/// <param name="Position">1-based number of the column to report, if there is one.</param>
internal sealed record HeaderFault(ErrorCode Code, int Column, int? Position, string? Field, string Message);
