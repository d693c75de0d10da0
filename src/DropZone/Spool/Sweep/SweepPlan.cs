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
    private readonly List<SweepObstacle> _obstacles = [];

    /// <summary>What the sweep leaves although its time has come, or because it cannot be read: each once.</summary>
    public IReadOnlyList<SweepObstacle> Obstacles => _obstacles;

    /// <summary>Returns all actions. What cannot be read is left out, see <see cref="Obstacles"/>.</summary>
    /// <exception cref="LinuxException">The archive or the quarantine cannot be read.</exception>
    public IReadOnlyList<SweepAction> Make()
    {
        var archived = FolderListing.FoldersIn(zone.Archive).SelectMany(Archived).OrderBy(job => job.Job.Name.Text, StringComparer.Ordinal).ToList();
        var excess = retention.ArchiveSize is { } most ? archived.Sum(job => job.Original?.Size ?? 0) - most : 0;
        var actions = new List<SweepAction>();
        foreach (var (job, original) in archived)
        {
            var age = _now - job.Name.Time;
            if (age < Youngest)
                break;
            if (Kind(job, original, age, excess) is not { } kind || !Read(job.Folder, () => new[] { IsClear(job, kind) }).Contains(true))
                continue;
            actions.Add(new SweepAction(kind, job, original?.Size ?? 0));
            if (kind != SweepKind.Compress)
                excess -= original?.Size ?? 0;
        }

        if (retention.Failed is { } kept)
            actions.AddRange(FolderListing.FoldersIn(zone.Failed).SelectMany(feed => Failed(feed, kept)));
        return actions;
    }

    /// <summary>Returns the action that is due for an archived job; null: none.</summary>
    private SweepKind? Kind(JobFolder job, FileStatus? original, TimeSpan age, long excess) =>
        age > KeptReceipt(job.Feed) ? SweepKind.RemoveReceipt
        : original is not { } status ? null
        : age > retention.Archive || excess > 0 ? SweepKind.RemoveOriginal
        : age > retention.Compress && (status.Kind != FileKind.Regular || status.Size >= SmallestPacked) && FileStatus.At($"{job.Folder}/{job.Name.Delivery}") is not null
            && !Array.Exists(Packed, ending => job.Name.Delivery.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? SweepKind.Compress
        : null;

    /// <summary>Whether nothing prevents the action; otherwise the obstacle is kept for the report.</summary>
    private bool IsClear(JobFolder job, SweepKind kind)
    {
        var obstacle = SweepObstacle.In(job, name => kind switch
        {
            SweepKind.Compress => name == job.Name.Delivery,
            SweepKind.RemoveOriginal => name == JobFolder.CompanionFolder || job.OriginalNames.Contains(name),
            _ => true,
        });
        if (obstacle is null && kind == SweepKind.Compress && FileStatus.At($"{job.Folder}/{job.Name.Delivery}") is { Links: > 1 } linked)
            obstacle = new SweepObstacle($"{job.Folder}/{job.Name.Delivery}", $"it has {linked.Links} names (hard links), so compressing it frees nothing. Remove the others");
        if (obstacle is not null)
            _obstacles.Add(obstacle);
        return obstacle is null;
    }

    /// <summary>Returns what is read; nothing, and keeps why, if it cannot be. What is gone, for example because of a retry, is no obstacle.</summary>
    private IReadOnlyList<T> Read<T>(string path, Func<IEnumerable<T>> read)
    {
        try
        {
            return [.. read()];
        }
        catch (LinuxException failure)
        {
            if (!failure.IsNotFound)
                _obstacles.Add(new SweepObstacle(path, failure.Message));
            return [];
        }
    }

    /// <summary>Returns the age at which a receipt may be removed: the ledger can be rebuilt from receipts as long as they count.</summary>
    private TimeSpan? KeptReceipt(string feedName)
    {
        if (retention.Receipts is not { } receipts || configuration.FeedNamed(feedName) is not { } feed)
            return retention.Receipts;
        var contents = feed.Duplicates.Action == DuplicateAction.Process ? TimeSpan.Zero : feed.Duplicates.Window;
        return new[] { receipts, contents, feed.RecordWindow ?? TimeSpan.Zero }.Max();
    }

    private IEnumerable<(JobFolder Job, FileStatus? Original)> Archived(string feed) =>
        from date in Read($"{zone.Archive}/{feed}", () => FolderListing.FoldersIn($"{zone.Archive}/{feed}"))
        from job in Jobs($"{zone.Archive}/{feed}/{date}", feed)
        from found in Read(job.Folder, () => new[] { (job, Original(job)) })
        select found;

    /// <summary>Returns the status of the original, compressed or not; null if it is not there.</summary>
    private static FileStatus? Original(JobFolder job)
    {
        // what is in a folder that cannot be listed cannot be removed
        _ = FolderListing.Of(job.Folder);
        return job.OriginalNames.Select(name => FileStatus.At($"{job.Folder}/{name}")).FirstOrDefault(status => status is not null);
    }

    /// <summary>Returns the folders of jobs in a folder. Another entry that has the name of a job is an obstacle.</summary>
    private IEnumerable<JobFolder> Jobs(string folder, string feed)
    {
        foreach (var job in Read(folder, () => JobListing.In(folder).Select(name => (new JobFolder($"{folder}/{name}", feed, name), FileStatus.At($"{folder}/{name}")))))
        {
            if (job is (var found, { Kind: FileKind.Folder }))
                yield return found;
            else if (job is (var other, { } status))
                _obstacles.Add(SweepObstacle.NoFile(other.Folder, status.Kind, "the folder of a job"));
        }
    }

    /// <summary>A feed in strict order waits for its failed jobs: only an operator may release it.</summary>
    private IEnumerable<SweepAction> Failed(string feed, TimeSpan kept)
    {
        if (configuration.FeedNamed(feed)?.Order == FeedOrder.Strict)
            yield break;
        foreach (var job in Jobs($"{zone.Failed}/{feed}", feed).OrderBy(job => job.Name.Text, StringComparer.Ordinal))
        {
            // a job that is not yet delivered may have put its rejects there already
            if (_now - job.Name.Time <= kept || FileStatus.At($"{zone.Working}/{feed}/{job.Name}") is not null)
                continue;
            foreach (var bytes in Read(job.Folder, () => IsClear(job, SweepKind.RemoveFailed) ? new[] { SizeOf(job.Folder) } : []))
                yield return new SweepAction(SweepKind.RemoveFailed, job, bytes);
        }
    }

    private static long SizeOf(string folder) => FolderListing.Of(folder).Sum(entry => FileStatus.At($"{folder}/{entry.Name}")?.Size ?? 0);
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
