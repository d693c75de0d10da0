namespace DropZone.Errors;

/// <summary>What an operator is told of an error code.</summary>
/// <param name="Title">A few words, for tables.</param>
/// <param name="Meaning">What was found.</param>
/// <param name="Causes">What it usually comes from, the likeliest first.</param>
/// <param name="Remedy">What to do; begins with a verb.</param>
public sealed record ErrorDescription(string Title, string Meaning, IReadOnlyList<string> Causes, string Remedy);
