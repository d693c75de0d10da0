using System.Text.Json;
using DropZone.Errors;
using DropZone.Linux;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Spool;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Cli.Failed;

/// <summary>A bundle in <c>failed/</c>: a failed job, or what a split rejected.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Name">The job's name, which is also the folder's.</param>
/// <param name="Folder">Its path.</param>
/// <param name="Content">The name of the delivery in it, or of the rejects; null: it is not there.</param>
/// <param name="Size">Of the content, in bytes.</param>
/// <param name="Takers">The targets that have its output already.</param>
/// <param name="Report">Why; null: the report is missing or damaged.</param>
internal sealed record FailedJob(string Feed, JobName Name, string Folder, string? Content, long Size, IReadOnlyList<string> Takers, Report? Report)
{
    /// <summary>Why it cannot be read; null: it can.</summary>
    public Exception? Trouble { get; private init; }

    /// <summary>Its folder.</summary>
    public JobFolder AsJob => new(Folder, Feed, Name);

    /// <summary>What is wrong with it, the most frequent first.</summary>
    public IReadOnlyList<string> Codes => [.. (Report?.Counts.MostFrequentFirst() ?? []).Select(pair => pair.Key.Name())];

    /// <summary>Good rows were delivered; these are the bad ones.</summary>
    public bool IsSplit => Content is JobFolder.RejectsName || Report?.DeliveredTo is not null;

    /// <summary>What a split rejected was dropped again, or taken out by hand; only what does not belong to it is left.</summary>
    public bool IsEmptied => IsSplit && Content is null;

    /// <summary>The name of the file that was dropped, as shown to people.</summary>
    public string FileName => Report?.File.Name ?? (IsSplit ? DeliveredName : Content ?? DeliveredName);

    /// <summary>What an operator types to mean this job.</summary>
    public string Handle => Name.Random;

    /// <summary>The delivery's safe name, as the job's name has it.</summary>
    public string DeliveredName => Name.Delivery;

    /// <summary>When it failed, UTC; where no report tells, when it was claimed.</summary>
    public DateTimeOffset When => Report?.Finished ?? Name.Time;

    /// <summary>The names of all bundles, newest claim first. What an operator put there by hand and bears no job's name is passed over.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="feed">Only of this feed; null: of all.</param>
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

    /// <summary>All bundles, newest first; each is read when it is asked for.</summary>
    /// <exception cref="IOException">The zone cannot be read.</exception>
    public static IEnumerable<FailedJob> All(Zone zone, string? feed = null) =>
        Names(zone, feed).Select(pair => At(zone, pair.Feed, pair.Name)).OfType<FailedJob>();

    /// <summary>Null: it was retried or removed at this moment.</summary>
    public static FailedJob? At(Zone zone, string feed, JobName name)
    {
        var folder = $"{zone.Failed}/{feed}/{name}";
        try
        {
            var names = FolderListing.Of(folder).ConvertAll(entry => entry.Name);
            var report = ReportOf(folder);
            var content = names.Contains(JobFolder.RejectsName) ? JobFolder.RejectsName
                : report?.DeliveredTo is not null ? null
                : JobFolder.OriginalAmong(names, name);
            var size = content is null ? 0 : FileStatus.At($"{folder}/{content}")?.Size ?? 0;
            return new FailedJob(feed, name, folder, content, size, TakersOf(folder, names), report);
        }
        catch (LinuxException gone) when (gone.Error == SystemError.NotFound)
        {
            return null;
        }
        catch (Exception failure) when (failure is LinuxException or UnauthorizedAccessException)
        {
            return new FailedJob(feed, name, folder, null, 0, [], null) { Trouble = failure };
        }
    }

    /// <summary>Without its output a sealed job was delivered, whatever else is known.</summary>
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
