using System.CommandLine;
using DropZone.Cli.Failed;
using DropZone.Linux;
using DropZone.Spool;
using Mono.Unix.Native;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone failed list | show JOB | retry JOB</c></summary>
internal static class FailedCommand
{
    private const string Json = "json";

    public static Command Create() => new("failed", "Look at what failed, and try it again.") { List(), Show(), Retry() };

    private static Command List()
    {
        var options = new ZoneOptions();
        var feed = new Option<string>("--feed") { HelpName = "FEED", Description = "Only what failed in this feed." };
        var format = Format("a line each; json: an object a line.");
        var command = new Command("list", "List the failed jobs and the rejects of splits, newest first.") { feed, format };
        options.AddTo(command);
        command.SetAction(parsed => Guarded(options.Of(parsed), zone =>
        {
            var all = FailedJob.All(zone);
            var wanted = parsed.GetValue(feed);
            var jobs = all.Where(job => wanted is null || job.Feed == wanted).ToList();
            if (parsed.GetValue(format) == Json)
            {
                using var output = Console.OpenStandardOutput();
                foreach (var job in jobs)
                    FailedJson.Write(output, job, null);
            }
            else if (jobs.Count > 0)
            {
                FailedListText.Write(Console.Out, jobs);
            }
            else if (wanted is null || all.Count == 0)
            {
                Console.WriteLine("Nothing has failed.");
            }
            else
            {
                var others = string.Join(", ", all.Select(job => job.Feed).Distinct().Order(StringComparer.Ordinal));
                Console.WriteLine($"Nothing has failed in {VisibleText.Escape(wanted)}; something has in: {others}.");
            }

            return jobs.Select(job => job.Trouble).FirstOrDefault(trouble => trouble is not null) is { } unreadable
                ? Refuse(zone, unreadable)
                : ExitCode.Ok;
        }));
        return command;
    }

    private static Command Show()
    {
        var options = new ZoneOptions();
        var name = Job();
        var format = Format("the report; json: one object.");
        var command = new Command("show", "Show why a job failed and what can be done next.") { name, format };
        options.AddTo(command);
        command.SetAction(parsed => Guarded(options.Of(parsed), zone =>
        {
            if (FailedJobChoice.Of(zone, parsed.GetRequiredValue(name)) is not { } job)
                return ExitCode.UsageOrConfiguration;
            if (job.Trouble is { } trouble)
                return Refuse(zone, trouble);
            var next = NextStep.For(job, zone);
            if (parsed.GetValue(format) == Json)
            {
                using var output = Console.OpenStandardOutput();
                FailedJson.Write(output, job, next);
                return ExitCode.Ok;
            }

            var report = $"{job.Folder}/report.txt";
            Console.WriteLine(File.Exists(report) ? File.ReadAllText(report) : "It has no report.txt: it was removed, or the disk lost it.\n");
            Console.WriteLine($"It lies in\n  {job.Folder}\nNext");
            foreach (var step in next)
                Console.WriteLine($"  {step.Command}\n      {step.Meaning}");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command Retry()
    {
        var options = new ZoneOptions();
        var name = Job();
        var file = new Option<string>("--file")
        {
            HelpName = "MENDED",
            Description = "Take this file instead of the one that failed; it is copied.",
        };
        var command = new Command("retry", "Try a failed job again, or drop the rejects of a split again; as the service's user.") { name, file };
        options.AddTo(command);
        command.SetAction(parsed => Guarded(options.Of(parsed), zone =>
        {
            if (FaultVariable.Read(out _) is not { } faults || FailedJobChoice.Of(zone, parsed.GetRequiredValue(name)) is not { } job)
                return ExitCode.UsageOrConfiguration;
            if (job.Trouble is { } trouble)
                return Refuse(zone, trouble);
            return new FailedRetry(zone, new DurableSteps(zone, faults)).Run(job, parsed.GetValue(file));
        }));
        return command;
    }

    private static Argument<string> Job() =>
        new("JOB") { Description = "The job: the start of its name, or of its random part, as far as it is unique." };

    private static Option<string> Format(string meaning)
    {
        var format = new Option<string>("--format") { HelpName = "text|json", Description = $"text (default): {meaning}" };
        format.AcceptOnlyFromAmong("text", Json);
        return format;
    }

    private static int Guarded(Zone zone, Func<Zone, int> action)
    {
        try
        {
            return action(zone);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refuse(zone, trouble);
        }
    }

    /// <summary>Says what went wrong, and who may do it if this user may not.</summary>
    private static int Refuse(Zone zone, Exception trouble)
    {
        Console.Error.WriteLine(trouble.Message);
        if (trouble is UnauthorizedAccessException or LinuxException { Errno: Errno.EACCES or Errno.EPERM }
            && FileLook.At(zone.Failed) is { } folder && folder.Owner != Syscall.geteuid())
            Console.Error.WriteLine($"Run it as the user of the service: sudo -u {UserName.Of(folder.Owner)} dropzone failed …");
        return ExitCode.ZoneUnusable;
    }
}
