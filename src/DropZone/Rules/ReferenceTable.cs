using DropZone.Csv;

namespace DropZone.Rules;

/// <summary>A CSV file that foreign keys refer to.</summary>
/// <param name="Name">The name by which keys refer to it.</param>
/// <param name="Dialect">Its dialect; it has a header.</param>
/// <param name="Open">Opens it; called once in every run, so that a new version of the file counts for the next delivery.</param>
public sealed record ReferenceTable(string Name, Dialect Dialect, Func<Stream> Open);
