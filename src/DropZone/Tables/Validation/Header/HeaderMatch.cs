using DropZone.Errors;

namespace DropZone.Tables.Validation.Header;

/// <summary>The result of comparing the header of a file with a schema.</summary>
/// <param name="Faults">The faults, empty if it matches.</param>
/// <param name="Columns">The 0-based column of each field; -1 if the file has none. Valid only without faults.</param>
/// <param name="IsMisread">Whether the file was read with a wrong delimiter, so that cells and quotes are meaningless.</param>
internal sealed record HeaderMatch(IReadOnlyList<HeaderFault> Faults, IReadOnlyList<int> Columns, bool IsMisread);

/// <summary>A fault of the header or of one of its labels.</summary>
/// <param name="Column">0-based column of the label; -1: the header as a whole.</param>
/// <param name="Position">1-based number of the column to report, if there is one.</param>
internal sealed record HeaderFault(ErrorCode Code, int Column, int? Position, string? Field, string Message);
