using DropZone.Tables.Primitives.Text;

namespace DropZone.Tables.Validation.Checks;

/// <summary>The place of a field and its missing values, for its check.</summary>
/// <param name="Index">0-based.</param>
/// <param name="Required">The fault of a missing value; null if values may be missing.</param>
internal sealed record FieldContext(int Index, string Name, ByteTexts Missing, CellFault? Required, bool Unique);
