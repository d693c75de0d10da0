using System.IO.Enumeration;
using System.Text.Json;
using DropZone.Errors;
using DropZone.Linux;
using DropZone.Reports.Json;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;

namespace DropZone.Status;

/// <summary>The completed deliveries of a zone, from <c>archive/</c> and <c>failed/</c>.</summary>
/// <param name="zone">The zone.</param>
public sealed class History(Zone zone)
{
    private const int FirstBatch = 256;
    private const int BatchGrowth = 8;

    /// <summary>Returns deliveries, newest claim first. Folders are listed a day at a time and a job is read when it is enumerated, so that the first results are fast.</summary>
    /// <param name="feed">Only deliveries of this feed; null: of all feeds.</param>
    /// <param name="since">Only deliveries claimed at or after this time; null: all.</param>
    /// <exception cref="IOException">The zone cannot be read.</exception>
    public IEnumerable<PastDelivery> NewestFirst(string? feed = null, DateTimeOffset? since = null) =>
        Jobs(feed, since).TakeWhile(job => !(job.Name.Time < since)).Select(Read).OfType<PastDelivery>();

    /// <summary>Returns the folders of completed jobs, newest claim first, without reading them. For a split, the folder in the archive.</summary>
    /// <param name="feed">Only deliveries of this feed; null: of all feeds.</param>
    /// <param name="since">Earlier days are skipped; null: none.</param>
    /// <exception cref="IOException">The zone cannot be read.</exception>
    public IEnumerable<JobFolder> Jobs(string? feed = null, DateTimeOffset? since = null)
    {
        var days = new SortedDictionary<string, List<(string Folder, string Feed)>>(StringComparer.Ordinal);
        foreach (var name in FolderListing.FoldersIn(zone.Archive).Where(name => feed is null || name == feed))
            foreach (var date in FolderListing.FoldersIn($"{zone.Archive}/{name}"))
                Of(date).Add(($"{zone.Archive}/{name}/{date}", name));
        var failed = FolderListing.FoldersIn(zone.Failed).Where(name => feed is null || name == feed)
            .SelectMany(name => JobListing.In($"{zone.Failed}/{name}"), (name, job) => new JobFolder($"{zone.Failed}/{name}/{job}", name, job))
            .ToLookup(job => job.Name.Date);
        foreach (var date in failed)
            Of(date.Key);

        var first = since?.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
        foreach (var (date, folders) in days.Reverse().TakeWhile(day => string.CompareOrdinal(day.Key, first) >= 0))
        {
            // keeping all jobs of a day of 100 000 takes longer than listing them, and few are needed: a batch of the newest, then larger ones
            var below = "";
            var more = true;
            for (var max = FirstBatch; more; max *= BatchGrowth)
            {
                var newest = Newest(folders, failed[date], below, max, out more);
                foreach (var job in newest)
                    yield return job;
                below = more ? newest[^1].Name.Text : "";
            }
        }

        List<(string Folder, string Feed)> Of(string date) => days.TryGetValue(date, out var known) ? known : days[date] = [];
    }

    /// <summary>Reads the outcome of a job. Returns null if its folder was removed.</summary>
    public static PastDelivery? Read(JobFolder job)
    {
        var unknown = new PastDelivery(job.Name.Text, job.Feed, job.Name.Delivery, job.Name.Time, null, null, 0, 0, null, null, job.Folder);
        try
        {
            if (FileStatus.At($"{job.Folder}/report.json") is not null)
            {
                using var stream = File.OpenRead($"{job.Folder}/report.json");
                var report = ReportJson.Read(stream);
                var isDiscarded = AuditTrail.Of(job.Folder) is [.., { Action: not AuditAction.Retry }];
                return unknown with
                {
                    File = report.File.Name,
                    Ended = report.Finished,
                    Outcome = isDiscarded ? DeliveryOutcome.Discarded : report.DeliveredTo is null ? DeliveryOutcome.Failed : DeliveryOutcome.Split,
                    RowsIn = report.Rows.In,
                    RowsOut = report.DeliveredTo is null ? 0 : report.Rows.Out,
                    Places = report.DeliveredTo,
                    Code = report.Counts.MostFrequent()?.Key.Name(),
                };
            }

            if (FileStatus.At(job.Receipt) is null)
                return FileStatus.At(job.Folder) is null ? null : unknown;
            var receipt = Receipt.Read(job.Receipt);
            return unknown with
            {
                File = receipt.File.Name,
                Ended = receipt.Sealed,
                Outcome = receipt.Duplicate is not null ? DeliveryOutcome.Skipped : receipt.Split is not null ? DeliveryOutcome.Split : DeliveryOutcome.Archived,
                RowsIn = receipt.Rows.In,
                RowsOut = receipt.Duplicate is null ? receipt.Rows.Out : 0,
                Places = receipt.Duplicate is null ? receipt.Places : null,
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return unknown;
        }
    }

    /// <summary>Returns the newest jobs of a day, newest first. A split is returned once, with its folder in the archive.</summary>
    /// <param name="archived">The day's folders in the archive.</param>
    /// <param name="failed">The day's jobs in the quarantine.</param>
    /// <param name="below">Jobs with this name or a later one are skipped; empty: none.</param>
    /// <param name="max">The maximum number of jobs; a split counts twice.</param>
    /// <param name="more">Whether there may be more.</param>
    private static List<JobFolder> Newest(IEnumerable<(string Folder, string Feed)> archived, IEnumerable<JobFolder> failed, string below, int max, out bool more)
    {
        var newest = new PriorityQueue<(string Folder, string Feed), (string Name, bool IsFailed)>(OldestFirst);
        foreach (var place in archived)
            foreach (var name in Names(place.Folder, IsWanted).Where(name => JobName.Parse(name) is not null))
                Take(place, (name, false));
        foreach (var job in failed.Where(job => IsWanted(job.Name.Text)))
            Take((job.Folder[..^(job.Name.Text.Length + 1)], job.Feed), (job.Name.Text, true));

        more = newest.Count == max;
        var jobs = new List<JobFolder>(newest.Count);
        while (newest.TryDequeue(out var place, out var next))
        {
            // a split has a folder in the archive and one in failed, which comes first here
            if (jobs is [.., var last] && last.Name.Text == next.Name)
                jobs.RemoveAt(jobs.Count - 1);
            jobs.Add(new JobFolder($"{place.Folder}/{next.Name}", place.Feed, JobName.Parse(next.Name)!.Value));
        }

        jobs.Reverse();
        return jobs;

        bool IsWanted(ReadOnlySpan<char> name) =>
            (below.Length == 0 || name.SequenceCompareTo(below) < 0)
            && (newest.Count < max || (newest.TryPeek(out _, out var oldest) && name.SequenceCompareTo(oldest.Name) >= 0));

        void Take((string Folder, string Feed) place, (string Name, bool IsFailed) name)
        {
            if (newest.Count < max)
                newest.Enqueue(place, name);
            else
                newest.EnqueueDequeue(place, name);
        }
    }

    private static readonly Comparer<(string Name, bool IsFailed)> OldestFirst = Comparer<(string Name, bool IsFailed)>.Create(
        (one, other) => string.CompareOrdinal(one.Name, other.Name) is var order and not 0 ? order : other.IsFailed.CompareTo(one.IsFailed));

    private static FileSystemEnumerable<string> Names(string folder, Predicate wanted) =>
        new(folder, (ref FileSystemEntry entry) => entry.FileName.ToString(), new EnumerationOptions { AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => wanted(entry.FileName),
        };

    private delegate bool Predicate(ReadOnlySpan<char> name);
}
