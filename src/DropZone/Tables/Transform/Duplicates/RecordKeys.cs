namespace DropZone.Tables.Transform.Duplicates;

/// <summary>The keys of earlier files, and the receiver of the keys of this one.</summary>
/// <param name="WereSeen">Returns whether a row with this key was delivered from an earlier file within the window.</param>
/// <param name="Kept">Receives the key of each row that is written to the output, 16 bytes each, big-endian.</param>
public sealed record RecordKeys(Func<UInt128, bool> WereSeen, Stream Kept);
