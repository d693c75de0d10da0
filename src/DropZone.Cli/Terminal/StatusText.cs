using System.Globalization;
using DropZone.Reports.Model;
using DropZone.Reports.Text;
using DropZone.Status;

namespace DropZone.Cli.Terminal;

/// <summary>The state of a zone for people, at most 80 columns wide.</summary>
internal static class StatusText
{
    private const int MaxJobs = 5;
    private const int FileColumns = 30;

    public static void Write(TextWriter writer, ZoneStatus overview, Zone zone, ScreenStyle style)
    {
        WriteService(writer, overview, style);
        writer.WriteLine();
        WriteFeeds(writer, overview, style);
        foreach (var feed in overview.Feeds.Where(feed => feed.Working > 0))
            WriteJobs(writer, feed, overview.Time, style);
        WriteTargets(writer, overview, style);
        WriteErrors(writer, overview, zone, style);
    }

    private static void WriteService(TextWriter writer, ZoneStatus overview, ScreenStyle style)
    {
        var place = VisibleText.Escape(overview.Zone);
        if (overview.Service is { } service)
        {
            writer.WriteLine($"{style.Good("up")}    DropZone {Short(service.Version)}, process {service.Process}, since {Time(service.Since)} UTC ({AgeText.Of(overview.Time - service.Since)})");
            if (service.Complaint is { } complaint)
                Paragraph.Write(writer, "      ", VisibleText.Escape(complaint));
        }
        else
        {
            writer.WriteLine($"{style.Bad("down")}  no service runs on this zone: systemctl start dropzone");
        }

        writer.WriteLine($"zone  {place}");
        var isLow = overview.Free < overview.MinFree;
        writer.WriteLine($"free  {SizeText.Of(overview.Free)}{(isLow ? style.Bad($", less than min-free ({SizeText.Of(overview.MinFree)}): nothing is taken") : "")}");
        if (overview.IsPartial)
            writer.WriteLine(style.Bad("      this user may not see all of it, which is not counted: sudo -u dropzone dropzone status"));
        if (overview.Unsorted.Count > 0)
            writer.WriteLine($"      {ReportSummary.Counted(overview.Unsorted.Count, "file")} in incoming itself, the oldest for {AgeText.Of(overview.Time - overview.Unsorted.Oldest!.Value)}");
    }

    private static void WriteFeeds(TextWriter writer, ZoneStatus overview, ScreenStyle style)
    {
        var rows = overview.Feeds.Select(feed => new[]
        {
            feed.Name, Number(feed.Waiting.Count), feed.Waiting.Oldest is { } oldest ? AgeText.Of(overview.Time - oldest) : "", Number(feed.Working),
            Number(feed.DoneToday), Number(feed.FailedToday), Number(feed.Failed),
        });
        List<string> lines = [.. TextTable.Lines([["FEED", "WAITING", "OLDEST", "WORKING", "DONE TODAY", "FAILED TODAY", "IN FAILED"], .. rows], 0, [1, 2, 3, 4, 5, 6])];
        writer.WriteLine(style.Bold(lines[0]));
        foreach (var line in lines[1..])
            writer.WriteLine(line);
    }

    private static void WriteJobs(TextWriter writer, FeedStatus feed, DateTimeOffset now, ScreenStyle style)
    {
        writer.WriteLine();
        writer.WriteLine(style.Bold($"Working: {feed.Name}"));
        foreach (var job in feed.Jobs.OrderByDescending(job => job.Read is not null).Take(MaxJobs))
            writer.WriteLine($"  {Cut(job.File).PadRight(Math.Min(FileColumns, feed.Jobs.Max(other => Cut(other.File).Length)))}  {Doing(job, now)}");
        if (feed.Working > MaxJobs)
            writer.WriteLine($"  and {Number(feed.Working - MaxJobs)} more");
    }

    private static string Doing(JobStatus job, DateTimeOffset now)
    {
        if (job.WaitsFor is { } target)
            return $"waits for {target}, for {AgeText.Of(now - job.Since)}";
        if (job is not { Read: { } read, Size: > 0 and var size, Seconds: > 0 and var seconds })
            return $"for {AgeText.Of(now - job.Since)}";
        var pace = read / seconds;
        var left = pace > 0 ? $", {AgeText.Of(TimeSpan.FromSeconds((size - read) / pace))} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{100 * read / size,3} % of {SizeText.Of(size)}, {SizeText.Of((long)pace)}/s{left}");
    }

    private static void WriteTargets(TextWriter writer, ZoneStatus overview, ScreenStyle style)
    {
        if (overview.Targets.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(style.Bold("Targets that are down"));
        foreach (var target in overview.Targets)
        {
            var next = target.NextTry is { } time && time > overview.Time ? $"; asked again in {AgeText.Of(time - overview.Time)}" : "";
            Paragraph.Write(writer, "  ", VisibleText.Escape(
                $"{target.Feed}: {target.Target}, for {AgeText.Of(overview.Time - target.DownSince!.Value)}, {ReportSummary.Counted(target.Jobs, "job")} waiting{next}: {target.Reason}"));
        }
    }

    private static void WriteErrors(TextWriter writer, ZoneStatus overview, Zone zone, ScreenStyle style)
    {
        var failed = overview.Feeds.Where(feed => feed.LastError is not null).ToList();
        if (failed.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(style.Bold("Last failed"));
        foreach (var line in TextTable.Lines(
            [.. failed.Select(feed => new[] { $"  {feed.Name}", Time(feed.LastError!.Claimed), feed.LastError.Job[17..25], VisibleText.Escape(feed.LastError.File), Reason(feed.LastError) })], 3, [], new Dictionary<int, int> { [0] = 18, [4] = 30 }))
            writer.WriteLine(line);
        writer.WriteLine(style.Faint($"  why: dropzone failed show JOB{zone.Options}"));
    }

    private static string Reason(LastErrorStatus error) =>
        error.Code is null ? "no report" : $"{Number(error.Count)} {error.Code}";

    private static string Cut(string file) => TextWidth.Cut(VisibleText.Escape(file), FileColumns);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Short(string version) => version.Split('+')[0];

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
