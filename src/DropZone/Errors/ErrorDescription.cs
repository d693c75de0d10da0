namespace DropZone.Errors;

/// <summary>The description of an error code for operators.</summary>
/// <param name="Title">A few words, for tables.</param>
/// <param name="Meaning">The finding.</param>
/// <param name="Causes">The usual causes, the most likely first.</param>
/// <param name="Remedy">The remedy, as an imperative.</param>
public sealed record ErrorDescription(string Title, string Meaning, IReadOnlyList<string> Causes, string Remedy);
