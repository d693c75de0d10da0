namespace DropZone.Reports.Pages;

/// <summary>An expected label and the label found in its place.</summary>
/// <param name="Expected">Null: no label was expected.</param>
/// <param name="Found">Null: no label was found.</param>
/// <param name="Column">The 1-based column in the file; null: the file has no such column.</param>
/// <param name="Agrees">Whether both agree.</param>
internal sealed record LabelPair(string? Expected, string? Found, int? Column, bool Agrees);
