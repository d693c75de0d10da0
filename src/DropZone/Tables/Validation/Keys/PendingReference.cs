namespace DropZone.Tables.Validation.Keys;

/// <summary>A reference whose row has not been seen yet, and where it stands.</summary>
internal readonly record struct PendingReference(UInt128 Key, long Row, long Line, long Byte, string Value);
