namespace DropZone.Tables.Transform.Duplicates;

/// <summary>How one step of a plan deduplicates rows.</summary>
/// <param name="LastWins">The last row of a key stays; otherwise the first.</param>
/// <param name="SpansFiles">Rows that an earlier file delivered are duplicates, too.</param>
internal sealed record DeduplicationRule(bool LastWins, bool SpansFiles);
