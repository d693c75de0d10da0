namespace DropZone.Tables.Validation.Header;

/// <summary>How the header of a file fits a schema.</summary>
/// <param name="Faults">Empty: it fits.</param>
/// <param name="Columns">The 0-based column of each field; -1: the file has none. Counts only without faults.</param>
/// <param name="IsMisread">The file has another delimiter than it was read with: where cells and quotes seem to be says nothing.</param>
internal sealed record HeaderMatch(IReadOnlyList<HeaderFault> Faults, IReadOnlyList<int> Columns, bool IsMisread);
