using DropZone.Errors;

namespace DropZone.Inference;

/// <summary>A file that rules are inferred from.</summary>
/// <param name="Name">The name for messages.</param>
/// <param name="Open">Opens the file at its start; it is read more than once.</param>
public sealed record Sample(string Name, Func<Stream> Open);

/// <summary>Why nothing can be inferred from a sample.</summary>
/// <param name="Sample">The <see cref="Inference.Sample.Name"/>.</param>
/// <param name="Line">1-based; 0: the file as a whole.</param>
/// <param name="Message">The defect and its remedy; contains no cell value.</param>
public sealed record SampleFault(string Sample, ErrorCode Code, long Line, string Message);
