namespace DropZone.Spool.Records;

/// <summary><c>state/expect/FEED.json</c>: whether the files that a feed expects have arrived.</summary>
/// <param name="Deadline">The last deadline that was checked.</param>
/// <param name="From">The time after which arrivals count.</param>
/// <param name="Overdue">They did not arrive in time, and have not arrived since.</param>
public sealed record ExpectationRecord(DateTimeOffset Deadline, DateTimeOffset From, bool Overdue);
