using System.Globalization;
using DropZone.Reports.Model;
using DropZone.Reports.Text;
using DropZone.Status;

namespace DropZone.Cli.Terminal;

/// <summary>The state of a zone as text, at most 80 columns wide.</summary>
internal static class StatusText
{
    private const int MaxJobs = 5;
    private const int FileColumns = 30;

    public static void Write(TextWriter writer, ZoneStatus status, Zone zone, ScreenStyle style)
    {
        WriteService(writer, status, style);
        writer.WriteLine();
        WriteFeeds(writer, status, style);
        WriteOutages(writer, status, style);
        foreach (var feed in status.Feeds.Where(feed => feed.Working > 0))
            WriteJobs(writer, feed, status.Time, style);
        WriteTargets(writer, status, style);
        WriteErrors(writer, status, zone, style);
    }

    private static void WriteService(TextWriter writer, ZoneStatus status, ScreenStyle style)
    {
        var place = VisibleText.Escape(status.Zone);
        if (status.Service is { } service)
        {
            writer.WriteLine($"{style.Good("up")}    DropZone {Short(service.Version)}, process {service.Process}, since {Time(service.Since)} UTC ({AgeText.Of(status.Time - service.Since)})");
            if (service.Complaint is { } complaint)
                Paragraph.Write(writer, "      ", VisibleText.Escape(complaint));
        }
        else
        {
            writer.WriteLine($"{style.Bad("down")}  The service is not running. Start it: systemctl start dropzone");
        }

        writer.WriteLine($"zone  {place}");
        var isLow = status.Free < status.MinFree;
        writer.WriteLine($"free  {SizeText.Of(status.Free)}{(isLow ? style.Bad($", below min-free ({SizeText.Of(status.MinFree)}): no files are claimed") : "")}");
        if (status.IsPartial)
            writer.WriteLine(style.Bad("      Some folders are unreadable for this user: sudo -u dropzone dropzone status"));
        if (status.Unsorted.Count > 0)
            writer.WriteLine($"      {ReportSummary.Counted(status.Unsorted.Count, "file")} in incoming itself, oldest {AgeText.Of(status.Time - status.Unsorted.Oldest!.Value)}");
    }

    private static void WriteFeeds(TextWriter writer, ZoneStatus status, ScreenStyle style)
    {
        var rows = status.Feeds.Select(feed => new[]
        {
            feed.Name, Number(feed.Waiting.Count), feed.Waiting.Oldest is { } oldest ? AgeText.Of(status.Time - oldest) : "", Number(feed.Working),
            Number(feed.DoneToday), Number(feed.FailedToday), Number(feed.Failed),
        });
        List<string> lines = [.. TextTable.Lines([["FEED", "QUEUED", "OLDEST", "ACTIVE", "DONE TODAY", "FAILED TODAY", "FAILED"], .. rows], 0, [1, 2, 3, 4, 5, 6])];
        writer.WriteLine(style.Bold(lines[0]));
        foreach (var line in lines[1..])
            writer.WriteLine(line);
    }

    private static void WriteOutages(TextWriter writer, ZoneStatus status, ScreenStyle style)
    {
        var down = status.Feeds.Where(feed => feed.Outage is not null).ToList();
        if (down.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(style.Bold("Feeds that are down"));
        foreach (var feed in down)
            Paragraph.Write(writer, "  ", VisibleText.Escape($"{feed.Name}, down for {AgeText.Of(status.Time - feed.Outage!.Since)}: {feed.Outage.Reason}"));
    }

    private static void WriteJobs(TextWriter writer, FeedStatus feed, DateTimeOffset now, ScreenStyle style)
    {
        writer.WriteLine();
        writer.WriteLine(style.Bold($"Active: {feed.Name}"));
        foreach (var job in feed.Jobs.OrderByDescending(job => job.Read is not null).Take(MaxJobs))
            writer.WriteLine($"  {Cut(job.File).PadRight(Math.Min(FileColumns, feed.Jobs.Max(other => Cut(other.File).Length)))}  {Doing(job, now)}");
        if (feed.Working > MaxJobs)
            writer.WriteLine($"  and {Number(feed.Working - MaxJobs)} more");
    }

    private static string Doing(JobStatus job, DateTimeOffset now)
    {
        if (job.WaitsFor is { } target)
            return $"waiting for {target}, {AgeText.Of(now - job.Since)}";
        if (job is not { Read: { } read, Size: > 0 and var size, Seconds: > 0 and var seconds })
            return $"active for {AgeText.Of(now - job.Since)}";
        var pace = read / seconds;
        var left = pace > 0 ? $", {AgeText.Of(TimeSpan.FromSeconds((size - read) / pace))} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{100 * read / size,3} % of {SizeText.Of(size)}, {SizeText.Of((long)pace)}/s{left}");
    }

    private static void WriteTargets(TextWriter writer, ZoneStatus status, ScreenStyle style)
    {
        if (status.Targets.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(style.Bold("Targets that are down"));
        foreach (var target in status.Targets)
        {
            var next = target.NextTry is { } time && time > status.Time ? $"; next try in {AgeText.Of(time - status.Time)}" : "";
            Paragraph.Write(writer, "  ", VisibleText.Escape(
                $"{target.Feed}: {target.Target}, down for {AgeText.Of(status.Time - target.DownSince!.Value)}, {ReportSummary.Counted(target.Jobs, "job")} waiting{next}: {target.Reason}"));
        }
    }

    private static void WriteErrors(TextWriter writer, ZoneStatus status, Zone zone, ScreenStyle style)
    {
        var failed = status.Feeds.Where(feed => feed.LastError is not null).ToList();
        if (failed.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(style.Bold("Latest failures"));
        foreach (var line in TextTable.Lines(
            [.. failed.Select(feed => new[] { $"  {feed.Name}", Time(feed.LastError!.Claimed), feed.LastError.Job[17..25], VisibleText.Escape(feed.LastError.File), Reason(feed.LastError) })], 3, [], new Dictionary<int, int> { [0] = 18, [4] = 30 }))
            writer.WriteLine(line);
        writer.WriteLine(style.Faint($"  details: dropzone failed show JOB{zone.Options}"));
    }

    private static string Reason(LastErrorStatus error) =>
        error.Code is null ? "no report" : $"{Number(error.Count)} {error.Code}";

    private static string Cut(string file) => TextWidth.Cut(VisibleText.Escape(file), FileColumns);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Short(string version) => version.Split('+')[0];

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
