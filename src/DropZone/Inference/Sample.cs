namespace DropZone.Inference;

/// <summary>A file that rules are inferred from.</summary>
/// <param name="Name">As people call it, for messages.</param>
/// <param name="Open">Opens the file at its start; it is read more than once.</param>
public sealed record Sample(string Name, Func<Stream> Open);
