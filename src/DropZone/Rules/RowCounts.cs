namespace DropZone.Rules;

/// <summary>What became of the data rows: <c>In = Out + Filtered + Deduplicated + Rejected</c>, blank rows that were skipped aside.</summary>
public readonly record struct RowCounts(long In, long Out, long Filtered, long Deduplicated, long Rejected);
