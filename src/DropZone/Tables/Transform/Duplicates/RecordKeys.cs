namespace DropZone.Tables.Transform.Duplicates;

/// <summary>What earlier files of a feed mean to a run that drops the rows they had, and what it leaves for later ones.</summary>
/// <param name="WereSeen">Whether a row of this key was delivered from an earlier file, not too long ago.</param>
/// <param name="Kept">Takes the key of each row that goes into the output, 16 bytes each, big-endian.</param>
public sealed record RecordKeys(Func<UInt128, bool> WereSeen, Stream Kept);
