using System.Text.Json;
using DropZone.Errors;
using DropZone.Linux;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Spool;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Cli.Failed;

/// <summary>A quarantined job, a folder in <c>failed/</c>: a failed job or the rejected rows of a split.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Name">The job's name, which is also the folder's.</param>
/// <param name="Folder">Its path.</param>
/// <param name="Content">The name of the delivery or of the rejected rows in the folder; null: missing.</param>
/// <param name="Size">The size of the content in bytes.</param>
/// <param name="Takers">The targets that already received its output.</param>
/// <param name="Report">The report; null: missing or damaged.</param>
internal sealed record FailedJob(string Feed, JobName Name, string Folder, string? Content, long Size, IReadOnlyList<string> Takers, Report? Report)
{
    /// <summary>Why the folder cannot be read; null: it can.</summary>
    public Exception? ReadFailure { get; private init; }

    /// <summary>Its folder.</summary>
    public JobFolder AsJob => new(Folder, Feed, Name);

    /// <summary>Its error codes, most frequent first.</summary>
    public IReadOnlyList<string> Codes => [.. (Report?.Counts.MostFrequentFirst() ?? []).Select(pair => pair.Key.Name())];

    /// <summary>Whether the good rows were delivered and the folder holds the rejected ones.</summary>
    public bool IsSplit => Content is JobFolder.RejectsFileName || Report?.DeliveredTo is not null;

    /// <summary>Whether the rejected rows were resubmitted or removed by hand, so that only unrelated files are left.</summary>
    public bool IsEmptied => IsSplit && Content is null;

    /// <summary>The name of the dropped file, for display.</summary>
    public string FileName => Report?.File.Name ?? (IsSplit ? DeliveredName : Content ?? DeliveredName);

    /// <summary>The short name that an operator types for this job.</summary>
    public string Handle => Name.Random;

    /// <summary>The safe name of the delivery, part of the job's name.</summary>
    public string DeliveredName => Name.Delivery;

    /// <summary>The time of the failure, UTC; without a report, the time of the claim.</summary>
    public DateTimeOffset When => Report?.Finished ?? Name.Time;

    /// <summary>Returns the names of all quarantined jobs, newest claim first. Folders without the name of a job are skipped.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="feed">Only jobs of this feed; null: of all feeds.</param>
    /// <exception cref="IOException">The zone cannot be read.</exception>
    public static IReadOnlyList<(string Feed, JobName Name)> Names(Zone zone, string? feed = null)
    {
        OpenZone.CheckReadable(zone);
        var names =
            from folder in FolderListing.FoldersIn(zone.Failed)
            where feed is null || folder == feed
            from name in JobListing.In($"{zone.Failed}/{folder}")
            select (folder, name);
        return [.. names.OrderByDescending(pair => pair.name.Text, StringComparer.Ordinal)];
    }

    /// <summary>Returns all quarantined jobs, newest first; each is read when it is enumerated.</summary>
    /// <exception cref="IOException">The zone cannot be read.</exception>
    public static IEnumerable<FailedJob> All(Zone zone, string? feed = null) =>
        Names(zone, feed).Select(pair => At(zone, pair.Feed, pair.Name)).OfType<FailedJob>();

    /// <summary>Reads a quarantined job. Returns null if it was retried or removed meanwhile.</summary>
    public static FailedJob? At(Zone zone, string feed, JobName name)
    {
        var folder = $"{zone.Failed}/{feed}/{name}";
        try
        {
            var names = FolderListing.Of(folder).ConvertAll(entry => entry.Name);
            var report = ReportOf(folder);
            var content = names.Contains(JobFolder.RejectsFileName) ? JobFolder.RejectsFileName
                : report?.DeliveredTo is not null ? null
                : JobFolder.OriginalAmong(names, name);
            var size = content is null ? 0 : FileStatus.At($"{folder}/{content}")?.Size ?? 0;
            return new FailedJob(feed, name, folder, content, size, TakersOf(folder, names), report);
        }
        catch (LinuxException missing) when (missing.Error == SystemError.NotFound)
        {
            return null;
        }
        catch (Exception failure) when (failure is LinuxException or UnauthorizedAccessException)
        {
            return new FailedJob(feed, name, folder, null, 0, [], null) { ReadFailure = failure };
        }
    }

    /// <summary>A sealed job without an output file was delivered.</summary>
    private static IReadOnlyList<string> TakersOf(string folder, IReadOnlyList<string> names) =>
        names.Contains(JobFolder.ReceiptName) && !names.Contains(JobFolder.OutputName) ? ["directory"] : LoadMarks.In(folder);

    private static Report? ReportOf(string folder)
    {
        try
        {
            using var stream = File.OpenRead($"{folder}/report.json");
            return ReportJson.Read(stream);
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            return null;
        }
    }
}
