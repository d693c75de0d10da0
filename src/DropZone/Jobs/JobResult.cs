using DropZone.Errors;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using DropZone.Targets;

namespace DropZone.Jobs;

/// <summary>How one run of a job ended: a closed list.</summary>
public abstract record JobResult
{
    private JobResult()
    {
    }

    /// <summary>Delivered and archived.</summary>
    public sealed record Archived(RowCounts Rows, string Output) : JobResult;

    /// <summary>Good rows delivered, the delivery archived, the bad rows set aside in <paramref name="Bundle"/>.</summary>
    public sealed record Split(RowCounts Rows, string Output, string Bundle) : JobResult;

    /// <summary>Archived and not delivered: its content came before.</summary>
    public sealed record Skipped(EarlierDelivery Earlier) : JobResult;

    /// <summary>Quarantined with its reason in <paramref name="Bundle"/>.</summary>
    /// <param name="Counts">The errors of each code.</param>
    /// <param name="Rows">As far as it was read.</param>
    /// <param name="Bundle">Its folder.</param>
    public sealed record Failed(IReadOnlyDictionary<ErrorCode, long> Counts, RowCounts Rows, string Bundle) : JobResult
    {
        /// <summary>That of most of its errors.</summary>
        public ErrorCode Code => Counts.MostFrequentFirst()[0].Key;

        public long Errors => Counts.Values.Sum();
    }

    /// <summary>Trouble that can pass; the job waits where it is and is run again.</summary>
    public sealed record Deferred(string Reason) : JobResult
    {
        /// <summary>It is trouble of the disk or of the system, which other jobs may meet, too.</summary>
        public bool IsOfMachine { get; init; }
    }

    /// <summary>A target is down; the job waits where it is, sealed.</summary>
    /// <param name="Target">Its name.</param>
    /// <param name="Loader">Tells when to try again.</param>
    /// <param name="Until">When the job gives up.</param>
    public sealed record Waits(string Target, GuardedLoader Loader, DateTimeOffset Until) : JobResult;

    /// <summary>Somebody still has the delivery open for writing; it is asked again soon.</summary>
    public sealed record StillWritten : JobResult;

    /// <summary>The delivery changed while it was processed; it is done again.</summary>
    public sealed record Changed : JobResult;

    /// <summary>The service is stopping; the next start takes the job up.</summary>
    public sealed record Interrupted : JobResult;
}
