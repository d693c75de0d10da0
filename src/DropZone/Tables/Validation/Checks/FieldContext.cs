using DropZone.Tables.Primitives.Text;

namespace DropZone.Tables.Validation.Checks;

/// <summary>What the check of a field knows of its place and of missing values.</summary>
/// <param name="Index">0-based.</param>
/// <param name="Required">The fault of a missing value; null: it may be missing.</param>
internal sealed record FieldContext(int Index, string Name, ByteTexts Missing, CellFault? Required, bool Unique);
