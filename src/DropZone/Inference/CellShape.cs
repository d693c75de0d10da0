namespace DropZone.Inference;

/// <summary>Conditions on the text of a cell, in addition to its validity.</summary>
internal delegate bool CellShape(ReadOnlySpan<byte> cell);
