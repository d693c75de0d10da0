using System.CommandLine;
using System.IO.Abstractions;
using System.Text.Json;
using DropZone.Cli.Tracing;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Reports.Text;
using DropZone.Spool;
using DropZone.Spool.Jobs;
using DropZone.Status;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone trace</c>: every event of a delivery, in order.</summary>
internal static class TraceCommand
{
    private const int MaxShown = 10;

    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var wanted = new Argument<string>("FILE|JOB")
        {
            Description = "File name, job name prefix, or a file to find by content",
        };
        var format = new FormatOption();
        var command = new Command("trace", "Show every event of a delivery") { wanted, format };
        options.AddTo(command);
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            var name = parsed.GetRequiredValue(wanted);
            List<JobTrace> found = [.. Find(zone, name).Take(MaxShown + 1).Select(job => new JobTrace(zone, job))];
            var isMore = found.Count > MaxShown;
            if (isMore)
                found.RemoveAt(MaxShown);
            found.Reverse();
            if (format.IsJson(parsed))
                WriteJson(found);
            else
                WriteText(zone, found, isMore);
            if (found.Count > 0)
                return ExitCode.Ok;
            return Queued(zone, name) is { } queued
                ? Refusal.Say(ExitCode.Ok, $"{queued} is queued. If it is not claimed soon, see: dropzone status{zone.Options}")
                : Refusal.Say(ExitCode.UsageOrConfiguration, $"No delivery matches {name}. List deliveries: dropzone history{zone.Options}");
        }));
        return command;
    }

    /// <summary>Newest first.</summary>
    private static IEnumerable<JobFolder> Find(Zone zone, string wanted)
    {
        OpenZone.CheckReadable(zone);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(wanted));
        var content = IsForeign(zone, wanted) ? JobsWith(zone, wanted) : [];
        var safe = JobFolder.SafeName(name);
        return Working(zone).Concat(new History(zone).Jobs()).Where(job =>
            content.Contains(job.Name.Text) || job.Name.Delivery == safe || job.Name.IsMeantBy(name));
    }

    private static bool IsForeign(Zone zone, string path) =>
        FileStatus.At(path) is { Kind: FileKind.Regular } && !Path.GetFullPath(path).StartsWith($"{zone.Root}/", StringComparison.Ordinal);

    private static HashSet<string> JobsWith(Zone zone, string path)
    {
        using var file = OpenedFile.Open(path);
        return [.. JobLedger.JobsWith(zone, HashingStream.Sha256(file.Read()))];
    }

    /// <summary>Returns no jobs if this user may not read the folder.</summary>
    private static IReadOnlyList<JobFolder> Working(Zone zone)
    {
        try
        {
            return [.. Active(zone)];
        }
        catch (LinuxException closed) when (closed.Error == SystemError.AccessDenied)
        {
            return [];
        }
    }

    private static IEnumerable<JobFolder> Active(Zone zone) =>
        from folder in new[] { zone.Working, $"{zone.Working}/{JobPlaces.RetryFolder}" }
        from feed in FolderListing.FoldersIn(folder)
        from job in JobListing.In($"{folder}/{feed}")
        orderby job.Text descending
        select new JobFolder($"{folder}/{feed}/{job}", feed, job);

    private static string? Queued(Zone zone, string name) =>
        FolderListing.FoldersIn(zone.Incoming).Select(feed => $"{zone.Incoming}/{feed}/{name}").Prepend($"{zone.Incoming}/{name}").FirstOrDefault(path => FileStatus.At(path) is not null);

    private static void WriteText(Zone zone, IReadOnlyList<JobTrace> found, bool isMore)
    {
        foreach (var trace in found)
        {
            Paragraph.Write(Console.Out, "", $"{VisibleText.Escape(trace.FileName)}, feed {trace.Job.Feed}, job {trace.Job.Name.Random}");
            foreach (var traced in trace.Events())
                Paragraph.Write(Console.Out, $"  {traced.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}  ", traced.Text);
            Console.WriteLine($"  Folder\n  {trace.Job.Folder}");
            if (trace != found[^1])
                Console.WriteLine();
        }

        if (isMore)
            Console.WriteLine($"\nOnly the newest {MaxShown} are shown. List all: dropzone history{zone.Options}");
    }

    private static void WriteJson(IReadOnlyList<JobTrace> found)
    {
        using var output = Console.OpenStandardOutput();
        foreach (var trace in found)
            foreach (var traced in trace.Events())
            {
                using (var json = new Utf8JsonWriter(output))
                {
                    json.WriteStartObject();
                    json.WriteString("job", trace.Job.Name.Text);
                    json.WriteString("feed", trace.Job.Feed);
                    json.WriteString("file", trace.FileName);
                    json.WriteString("time", traced.Time.UtcDateTime);
                    json.WriteString("event", traced.Event);
                    json.WriteString("text", traced.Text);
                    json.WriteEndObject();
                }

                output.WriteByte((byte)'\n');
            }
    }
}
