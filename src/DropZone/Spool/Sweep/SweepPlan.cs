using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Sweep;

/// <summary>
/// What the settings allow a sweep to do, oldest first: only what is done is looked at, and never anything younger than a day.
/// The age of a job is that of its name, the time of its claim.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="configuration">Has the feeds, whose windows keep receipts.</param>
/// <param name="retention">What is allowed.</param>
/// <param name="clock">Its time counts.</param>
public sealed class SweepPlan(Zone zone, ZoneConfiguration configuration, Retention retention, TimeProvider clock)
{
    private static readonly TimeSpan Youngest = TimeSpan.FromDays(1);
    private static readonly string[] Packed = [".gz", ".zip", ".bz2", ".xz", ".zst", ".7z"];

    /// <summary>Smaller ones are not worth a block of the disk.</summary>
    private const long SmallestPacked = 4096;

    private readonly DateTimeOffset now = clock.GetUtcNow();

    /// <summary>All of it.</summary>
    /// <exception cref="LinuxException">A folder cannot be read.</exception>
    public IReadOnlyList<SweepAction> Make()
    {
        var archived = FolderListing.FoldersIn(zone.Archive).SelectMany(Archived).OrderBy(job => job.Job.Name.Text, StringComparer.Ordinal).ToList();
        var excess = retention.ArchiveSize is { } most ? archived.Sum(job => job.Bytes) - most : 0;
        var actions = new List<SweepAction>();
        foreach (var (job, original, bytes) in archived)
        {
            var age = now - job.Name.Time;
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

    /// <summary>The age at which a receipt may go: what is remembered of a feed can be made anew from its receipts as long as it counts.</summary>
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
                var look = contents.Original is { } original ? FileStatus.At($"{job.Folder}/{original}") : null;
                yield return (job, look is { Kind: FileKind.Regular } ? contents.Original : null, look?.Size ?? 0);
            }
        }
    }

    /// <summary>A feed in strict order waits for what failed: only a person may let it go on.</summary>
    private IEnumerable<SweepAction> Failed(string feed, TimeSpan kept)
    {
        if (configuration.FeedNamed(feed)?.Order == FeedOrder.Strict)
            yield break;
        foreach (var name in JobListing.In($"{zone.Failed}/{feed}").OrderBy(name => name.Text, StringComparer.Ordinal))
        {
            // a job that is still to be delivered may have set its rejects aside already
            if (now - name.Time <= kept || FileStatus.At($"{zone.Working}/{feed}/{name}") is not null)
                continue;
            var folder = $"{zone.Failed}/{feed}/{name}";
            if (SizeOf(folder) is { } bytes)
                yield return new SweepAction(SweepKind.RemoveFailed, new JobFolder(folder, feed, name), bytes);
        }
    }

    /// <summary>Null: somebody took it, for a retry perhaps.</summary>
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
