namespace DropZone.Inference;

/// <summary>What a cell looks like, beyond being valid.</summary>
internal delegate bool CellShape(ReadOnlySpan<byte> cell);
