namespace DropZone.Tables.Validation.Keys;

/// <summary>A reference to a row that has not been read yet, and its place.</summary>
internal readonly record struct PendingReference(UInt128 Key, long Row, long Line, long Byte, string Value);
