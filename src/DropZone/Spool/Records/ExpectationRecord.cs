namespace DropZone.Spool.Records;

/// <summary><c>state/expect/FEED.json</c>: what was found out about the files that a feed expects.</summary>
/// <param name="Deadline">The last one that was looked at.</param>
/// <param name="From">Files count that came after this.</param>
/// <param name="Overdue">They did not come, and have not come since.</param>
public sealed record ExpectationRecord(DateTimeOffset Deadline, DateTimeOffset From, bool Overdue);
