using DropZone.Errors;

namespace DropZone.Inference;

/// <summary>Why nothing can be inferred from a sample.</summary>
/// <param name="Sample">The <see cref="Inference.Sample.Name"/>.</param>
/// <param name="Line">1-based; 0: the file as a whole.</param>
/// <param name="Message">One sentence with what was found and expected; it holds no cell value.</param>
public sealed record SampleFault(string Sample, ErrorCode Code, long Line, string Message);
