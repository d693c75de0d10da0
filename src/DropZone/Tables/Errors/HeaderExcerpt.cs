namespace DropZone.Tables.Errors;

/// <summary>The labels of a header at fault and those that the schema asks for, at most 1000 of each, each cut to 200 characters.</summary>
/// <param name="Found">In the order of the file.</param>
/// <param name="Expected">In the order of the schema; empty: no schema was asked for.</param>
/// <param name="IsExact">The file must have just these labels in just this order; else the errors alone say what is wrong.</param>
public sealed record HeaderExcerpt(IReadOnlyList<string> Found, IReadOnlyList<string> Expected, bool IsExact);
