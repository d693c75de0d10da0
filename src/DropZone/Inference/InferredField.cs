using DropZone.Tables.Schema;

namespace DropZone.Inference;

/// <summary>A field that every cell of its column in the samples satisfies.</summary>
/// <param name="IsKeyCandidate">Every row has a value of its own.</param>
/// <param name="Notes">What people should know before they believe it.</param>
public sealed record InferredField(Field Field, bool IsKeyCandidate, IReadOnlyList<string> Notes);
