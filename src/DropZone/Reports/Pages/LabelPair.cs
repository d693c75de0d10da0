namespace DropZone.Reports.Pages;

/// <summary>A label that was expected and what was found in its place.</summary>
/// <param name="Expected">Null: no label was expected there.</param>
/// <param name="Found">Null: none was found there.</param>
/// <param name="Column">1-based, in the file; null: the file has no such column.</param>
internal sealed record LabelPair(string? Expected, string? Found, int? Column, bool Agrees);
