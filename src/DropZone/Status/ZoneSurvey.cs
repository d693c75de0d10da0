using System.IO.Enumeration;
using System.Text.Json;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Reports.Json;
using DropZone.Spool;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Status;

/// <summary>Collects the state of a zone from its folders, whether the service runs or not, and from data that the service provides.</summary>
/// <param name="zone">The zone.</param>
/// <param name="configuration">Lists the feeds.</param>
/// <param name="clock">Gives the current date and measures ages.</param>
public sealed class ZoneSurvey(Zone zone, ZoneConfiguration configuration, TimeProvider clock)
{
    private const int MaxJobs = 20;

    /// <summary>Returns the current state.</summary>
    /// <param name="service">The service; null: none is running.</param>
    /// <param name="jobs">The state of active jobs that the service provides, by job name.</param>
    /// <param name="targets">The state of targets that the service provides.</param>
    /// <param name="outages">The feeds that do not run.</param>
    /// <exception cref="IOException">The zone cannot be read.</exception>
    public ZoneStatus Now(
        ServiceStatus? service, IReadOnlyDictionary<string, JobStatus> jobs, IReadOnlyList<TargetStatus> targets, IReadOnlyDictionary<string, FeedOutage>? outages = null)
    {
        var now = clock.GetUtcNow();
        var waiting = new ZoneDepths(zone, configuration, clock).Waiting().ToDictionary(depth => depth.Feed, depth => new QueueStatus(depth.Count, depth.Count == 0 ? null : now - TimeSpan.FromSeconds(depth.Age)));
        var names = configuration.Feeds.Select(feed => feed.Name).Union(MayRead(zone.Failed) ? FolderListing.FoldersIn(zone.Failed) : []).Order(StringComparer.Ordinal);
        return new ZoneStatus(
            now, zone.Root, service, !MayRead(zone.Incoming) || !MayRead(zone.Working) || !MayRead(zone.Failed), Volume.FreeBytes(zone.Root), configuration.Settings.MinFree, waiting[""],
            [.. names.Select(name => Feed(name, waiting.GetValueOrDefault(name) ?? new QueueStatus(0, null), now, jobs, outages?.GetValueOrDefault(name)))],
            targets);
    }

    private FeedStatus Feed(string name, QueueStatus waiting, DateTimeOffset now, IReadOnlyDictionary<string, JobStatus> jobs, FeedOutage? outage)
    {
        var today = now.UtcDateTime.Date;
        var working = Jobs($"{zone.Working}/{name}").OrderBy(job => job.Text, StringComparer.Ordinal).ToList();
        var failed = Jobs($"{zone.Failed}/{name}");
        var last = failed.Select(job => job.Text).Max(StringComparer.Ordinal);
        return new FeedStatus(
            name, waiting, working.Count,
            [.. working.Take(MaxJobs).Select(job => jobs.GetValueOrDefault(job.Text) ?? new JobStatus(job.Text, job.Delivery, job.Time, null, null, null, null))],
            FoldersIn($"{zone.Archive}/{name}/{today:yyyy-MM-dd}"), failed.Count(job => job.Time.UtcDateTime.Date == today), failed.Count,
            last is null ? null : Error($"{zone.Failed}/{name}/{last}", JobName.Parse(last)!.Value),
            outage is null ? null : new OutageStatus(outage.Since, outage.Problem));
    }

    /// <summary>Returns no jobs if the folder cannot be read: the service reports that, or this user may not.</summary>
    private static IReadOnlyList<JobName> Jobs(string folder)
    {
        try
        {
            return [.. JobListing.In(folder)];
        }
        catch (LinuxException)
        {
            return [];
        }
    }

    private static bool MayRead(string folder) => FileAccessCheck.CanList(folder);

    private static LastErrorStatus Error(string folder, JobName job)
    {
        try
        {
            using var stream = File.OpenRead($"{folder}/report.json");
            var most = ReportJson.Read(stream).Counts.MostFrequent();
            return new LastErrorStatus(job.Text, job.Delivery, job.Time, most?.Key.Name(), most?.Value ?? 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return new LastErrorStatus(job.Text, job.Delivery, job.Time, null, 0);
        }
    }

    /// <summary>Counts folders without allocating a string for each.</summary>
    private static long FoldersIn(string folder)
    {
        try
        {
            return FileStatus.At(folder) is not { Kind: FileKind.Folder } ? 0
                : new FileSystemEnumerable<bool>(folder, (ref FileSystemEntry _) => true, new EnumerationOptions { AttributesToSkip = 0 })
                {
                    ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.FileName.StartsWith('.'),
                }.LongCount();
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return 0;
        }
    }
}
