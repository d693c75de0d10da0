using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Sweep;

/// <summary>
/// The actions that the settings allow a sweep, oldest first: only on jobs that have ended, and never on a job younger than a day.
/// The age of a job is counted from its claim, the time in its name.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="configuration">Has the feeds, whose windows keep receipts.</param>
/// <param name="retention">The limits.</param>
/// <param name="clock">The current time.</param>
public sealed class SweepPlan(Zone zone, ZoneConfiguration configuration, Retention retention, TimeProvider clock)
{
    private static readonly TimeSpan Youngest = TimeSpan.FromDays(1);
    private static readonly string[] Packed = [".gz", ".zip", ".bz2", ".xz", ".zst", ".7z"];

    /// <summary>The smallest file worth compressing, in bytes: a block of the disk.</summary>
    private const long SmallestPacked = 4096;

    private readonly DateTimeOffset _now = clock.GetUtcNow();

    /// <summary>Returns all actions.</summary>
    /// <exception cref="LinuxException">A folder cannot be read.</exception>
    public IReadOnlyList<SweepAction> Make()
    {
        var archived = FolderListing.FoldersIn(zone.Archive).SelectMany(Archived).OrderBy(job => job.Job.Name.Text, StringComparer.Ordinal).ToList();
        var excess = retention.ArchiveSize is { } most ? archived.Sum(job => job.Bytes) - most : 0;
        var actions = new List<SweepAction>();
        foreach (var (job, original, bytes) in archived)
        {
            var age = _now - job.Name.Time;
            if (age < Youngest)
                break;
            if (age > KeptReceipt(job.Feed))
            {
                actions.Add(new SweepAction(SweepKind.RemoveReceipt, job, bytes));
                excess -= bytes;
            }
            else if (original is not null && (age > retention.Archive || excess > 0))
            {
                actions.Add(new SweepAction(SweepKind.RemoveOriginal, job, bytes));
                excess -= bytes;
            }
            else if (original is not null && age > retention.Compress && bytes >= SmallestPacked && !Array.Exists(Packed, ending => original.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                actions.Add(new SweepAction(SweepKind.Compress, job, bytes));
            }
        }

        if (retention.Failed is { } kept)
            actions.AddRange(FolderListing.FoldersIn(zone.Failed).SelectMany(feed => Failed(feed, kept)));
        return actions;
    }

    /// <summary>Returns the age at which a receipt may be removed: the ledger can be rebuilt from receipts as long as they count.</summary>
    private TimeSpan? KeptReceipt(string feedName)
    {
        if (retention.Receipts is not { } receipts || configuration.FeedNamed(feedName) is not { } feed)
            return retention.Receipts;
        var contents = feed.Duplicates.Action == DuplicateAction.Process ? TimeSpan.Zero : feed.Duplicates.Window;
        return new[] { receipts, contents, feed.RecordWindow ?? TimeSpan.Zero }.Max();
    }

    private IEnumerable<(JobFolder Job, string? Original, long Bytes)> Archived(string feed)
    {
        foreach (var date in FolderListing.FoldersIn($"{zone.Archive}/{feed}"))
        {
            foreach (var name in JobListing.In($"{zone.Archive}/{feed}/{date}"))
            {
                var job = new JobFolder($"{zone.Archive}/{feed}/{date}/{name}", feed, name);
                job.State(out var contents);
                var status = contents.Original is { } original ? FileStatus.At($"{job.Folder}/{original}") : null;
                yield return (job, status is { Kind: FileKind.Regular } ? contents.Original : null, status?.Size ?? 0);
            }
        }
    }

    /// <summary>A feed in strict order waits for its failed jobs: only an operator may release it.</summary>
    private IEnumerable<SweepAction> Failed(string feed, TimeSpan kept)
    {
        if (configuration.FeedNamed(feed)?.Order == FeedOrder.Strict)
            yield break;
        foreach (var name in JobListing.In($"{zone.Failed}/{feed}").OrderBy(name => name.Text, StringComparer.Ordinal))
        {
            // a job that is not yet delivered may have put its rejects there already
            if (_now - name.Time <= kept || FileStatus.At($"{zone.Working}/{feed}/{name}") is not null)
                continue;
            var folder = $"{zone.Failed}/{feed}/{name}";
            if (SizeOf(folder) is { } bytes)
                yield return new SweepAction(SweepKind.RemoveFailed, new JobFolder(folder, feed, name), bytes);
        }
    }

    /// <summary>Returns the size; null if the folder is gone, for example because of a retry.</summary>
    private static long? SizeOf(string folder)
    {
        try
        {
            return FolderListing.Of(folder).Sum(entry => FileStatus.At($"{folder}/{entry.Name}")?.Size ?? 0);
        }
        catch (LinuxException gone) when (gone.Error == SystemError.NotFound)
        {
            return null;
        }
    }
}

/// <summary>One action of a sweep.</summary>
/// <param name="Kind">The action.</param>
/// <param name="Job">The folder it is taken on.</param>
/// <param name="Bytes">The size of the files removed or compressed.</param>
public sealed record SweepAction(SweepKind Kind, JobFolder Job, long Bytes);

/// <summary>The actions of a sweep on a job's folder: a closed list.</summary>
public enum SweepKind
{
    /// <summary>The original in the archive is replaced by a compressed one.</summary>
    Compress,

    /// <summary>The original is removed from the archive; the receipt stays.</summary>
    RemoveOriginal,

    /// <summary>The rest of the job is removed from the archive.</summary>
    RemoveReceipt,

    /// <summary>The quarantined job is removed.</summary>
    RemoveFailed,
}
