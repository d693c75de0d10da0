using DropZone.Errors;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using DropZone.Targets;

namespace DropZone.Jobs;

/// <summary>The result of one run of a job: a closed list.</summary>
public abstract record JobResult
{
    private JobResult()
    {
    }

    /// <summary>Delivered and archived.</summary>
    public sealed record Archived(RowCounts Rows, string Output) : JobResult;

    /// <summary>The good rows delivered, the delivery archived, the bad rows in the quarantine folder <paramref name="Rejects"/>.</summary>
    public sealed record Split(RowCounts Rows, string Output, string Rejects) : JobResult;

    /// <summary>Archived and not delivered: its content was already delivered.</summary>
    public sealed record Skipped(EarlierDelivery Earlier) : JobResult;

    /// <summary>Quarantined.</summary>
    /// <param name="Counts">The errors of each code.</param>
    /// <param name="Rows">The rows as far as they were read.</param>
    /// <param name="Folder">The quarantine folder, with the reports.</param>
    public sealed record Failed(IReadOnlyDictionary<ErrorCode, long> Counts, RowCounts Rows, string Folder) : JobResult
    {
        /// <summary>The most frequent code.</summary>
        public ErrorCode Code => Counts.MostFrequentFirst()[0].Key;

        public long Errors => Counts.Values.Sum();
    }

    /// <summary>A temporary failure; the job stays in its folder and is run again.</summary>
    public sealed record Deferred(string Reason) : JobResult
    {
        /// <summary>Whether it is a failure of the disk or the system, which may affect other jobs.</summary>
        public bool IsOfMachine { get; init; }
    }

    /// <summary>A target is unreachable; the job stays in its folder, sealed.</summary>
    /// <param name="Target">Its name.</param>
    /// <param name="Loader">Decides when to try again.</param>
    /// <param name="Until">When the job fails.</param>
    public sealed record Waits(string Target, GuardedLoader Loader, DateTimeOffset Until) : JobResult;

    /// <summary>A process still has the delivery open for writing; it is checked again soon.</summary>
    public sealed record StillWritten : JobResult;

    /// <summary>The delivery changed while it was processed; the job starts again.</summary>
    public sealed record Changed : JobResult;

    /// <summary>The service is stopping; the next start resumes the job.</summary>
    public sealed record Interrupted : JobResult;
}
