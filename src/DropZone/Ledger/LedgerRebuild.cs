using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Plan;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DropZone.Ledger;

/// <summary>
/// Fills a ledger from the archive: every receipt, in the order of the seals, and, for feeds that check rows against earlier files, the
/// keys of delivered rows, from the file next to the receipt or by reading the original again. Jobs that cannot be indexed are logged.
/// </summary>
internal sealed class LedgerRebuild(Zone zone, ZoneConfiguration configuration, TimeProvider clock, ILogger logger)
{
    /// <summary>The longest time between the archiving of a job and the write of its ledger entry to the disk.</summary>
    private static readonly TimeSpan WriteBack = TimeSpan.FromMinutes(10);

    private long _jobs;
    private long _keys;
    private long _outOfReach;

    /// <summary>Adds the jobs that the ledger lacks.</summary>
    /// <param name="since">Limits it to jobs archived after this time, or a little before; null: all.</param>
    /// <exception cref="SqliteException">The ledger cannot be written.</exception>
    /// <exception cref="IOException">The archive cannot be read.</exception>
    public RebuildResult Run(LedgerDatabase ledger, DateTimeOffset? since)
    {
        (_jobs, _keys, _outOfReach) = (0, 0, 0);
        foreach (var (job, receipt) in Archived(since).OrderBy(pair => pair.Receipt.Sealed))
        {
            if (since is not null && ledger.Knows(receipt.Job))
                continue;
            using var delivered = Keys(job, receipt, ledger);
            ledger.Add(receipt, delivered);
            _jobs++;
            _keys += (delivered?.Length ?? 0) / RecordKey.Size;
        }

        return new RebuildResult(_jobs, _keys, _outOfReach);
    }

    private List<(JobFolder Job, Receipt Receipt)> Archived(DateTimeOffset? since)
    {
        var found = new List<(JobFolder, Receipt)>();
        foreach (var feed in FolderListing.FoldersIn(zone.Archive))
            foreach (var date in FolderListing.FoldersIn($"{zone.Archive}/{feed}"))
            {
                // a folder's mtime is that of the last rename into it
                var folder = $"{zone.Archive}/{feed}/{date}";
                if (FileStatus.At(folder)?.Modified < since - WriteBack)
                    continue;
                foreach (var name in FolderListing.FoldersIn(folder))
                    if (JobName.Parse(name) is { } job && Read(new JobFolder($"{folder}/{name}", feed, job)) is { } pair)
                        found.Add(pair);
            }

        return found;
    }

    private (JobFolder, Receipt)? Read(JobFolder job)
    {
        if (FileStatus.At(job.Receipt) is null && AuditTrail.Of(job.Folder).Count > 0)
            return null; // a discarded job was never delivered
        try
        {
            return (job, Receipt.Read(job.Receipt));
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            OutOfReach(job, failure.Message);
            return null;
        }
    }

    /// <summary>Returns the keys of the job's rows; null if it has none that count.</summary>
    private FileStream? Keys(JobFolder job, Receipt receipt, LedgerDatabase ledger)
    {
        if (receipt.Duplicate is not null || configuration.FeedNamed(job.Feed) is not { RecordWindow: { } window } feed || receipt.Sealed < clock.GetUtcNow() - window)
            return null;
        if (receipt.RecordKeys == 0 || AuditTrail.Of(job.Folder).Any(entry => entry.Action == AuditAction.Erase))
            return null;
        if (receipt.RecordKeys is { } count && FileStatus.At(job.RecordKeys)?.Size == count * RecordKey.Size)
            return File.OpenRead(job.RecordKeys);
        try
        {
            return ReadAgain(job, receipt, feed, window, ledger);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            OutOfReach(job, $"its record keys are missing, and its original cannot be read: {failure.Message}");
            return null;
        }
    }

    private FileStream? ReadAgain(JobFolder job, Receipt receipt, Feed feed, TimeSpan window, LedgerDatabase ledger)
    {
        job.State(out var contents);
        if (contents.Original is null)
        {
            OutOfReach(job, "its record keys and its original are missing");
            return null;
        }

        using var original = OpenedFile.Open($"{job.Folder}/{contents.Original}");
        using var input = original.Read();
        using var seen = ledger.Seen(job.Feed, receipt.Sealed - window, job.Name.Text);
        var found = ScratchFile.Open();
        var output = new ConversionOutput(Stream.Null, null, ScratchFile.Open) { RecordKeys = new RecordKeys(seen.Contains, found) };
        var result = feed.Conversion.Run(input, output, new SourceFacts(receipt.File.Name, receipt.File.Modified, new Lazy<string>(receipt.File.Sha256), receipt.Job), CancellationToken.None);
        if (result.Valid || result.IsSplit)
        {
            found.Position = 0;
            return found;
        }

        found.Dispose();
        OutOfReach(job, $"its record keys are missing, and its original no longer satisfies the feed's rules ({result.Errors[0].Code.Name()})");
        return null;
    }

    private void OutOfReach(JobFolder job, string reason)
    {
        _outOfReach++;
        logger.LedgerOutOfReach(job.Feed, job.Name.Text, reason);
    }
}

/// <summary>The result of filling a ledger from the archive.</summary>
/// <param name="Jobs">Jobs added.</param>
/// <param name="Keys">Keys of their rows.</param>
/// <param name="OutOfReach">Jobs that could not be indexed; each was logged.</param>
public readonly record struct RebuildResult(long Jobs, long Keys, long OutOfReach);
