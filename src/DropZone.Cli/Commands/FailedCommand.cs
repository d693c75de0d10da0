using System.CommandLine;
using System.Globalization;
using System.IO.Abstractions;
using DropZone.Cli.Failed;
using DropZone.Reports.Text;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone failed list | show JOB | retry [JOB] | discard [JOB]</c></summary>
internal static class FailedCommand
{
    private const int Listed = 50;

    public static Command Create(IFileSystem files) => new("failed", "Look at what failed, try it again, or give it up.") { List(files), Show(files), Retry(files), Discard(files) };

    private static Command List(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var filter = new FailedFilter(options);
        var limit = new Option<int?>("--limit") { HelpName = "N", Description = $"So many at most, 0: all; without it {Listed}, and all as json." };
        var format = new FormatOption("a line each; json: an object a line.");
        var command = new Command("list", "List the failed jobs and the rejects of splits, newest first.") { format, limit };
        filter.AddTo(command);
        options.AddTo(command);
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            var isJson = format.IsJson(parsed);
            var most = parsed.GetValue(limit) ?? (isJson ? 0 : Listed);
            var wanted = filter.Of(parsed, zone, TimeProvider.System.GetUtcNow());
            List<FailedJob> jobs = [.. most > 0 ? wanted.Take(most + 1) : wanted];
            var isMore = most > 0 && jobs.Count > most;
            if (isMore)
                jobs.RemoveAt(most);

            // two of one second have no order but that of their ends
            jobs = [.. jobs.OrderByDescending(job => job.Name.Time).ThenByDescending(job => job.When)];
            if (isJson)
            {
                using var output = Console.OpenStandardOutput();
                foreach (var job in jobs)
                    FailedJson.Write(output, job, null);
            }
            else if (jobs.Count > 0)
            {
                FailedListText.Write(Console.Out, jobs);
                if (isMore)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"These are the newest {most}; {FailedJob.Names(zone, filter.Feed(parsed)).Count:N0} lie there. More: --limit N"));
            }
            else
            {
                Console.WriteLine(Nothing(zone, filter.Feed(parsed)));
            }

            return jobs.Select(job => job.Trouble).FirstOrDefault(failure => failure is not null) is { } unreadable
                ? ZoneAction.Refuse(zone, unreadable)
                : ExitCode.Ok;
        }));
        return command;
    }

    private static string Nothing(Zone zone, string? feed)
    {
        var feeds = FailedJob.Names(zone).Select(job => job.Feed).Distinct().Order(StringComparer.Ordinal).ToList();
        return feeds.Count == 0 ? "Nothing has failed."
            : feed is null || feeds.Contains(feed) ? $"Nothing that has failed is like that; something has in: {string.Join(", ", feeds)}."
            : $"Nothing has failed in {VisibleText.Escape(feed)}; something has in: {string.Join(", ", feeds)}.";
    }

    private static Command Show(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var name = FailedChoiceOptions.JobArgument(options, ArgumentArity.ExactlyOne);
        var format = new FormatOption("the report; json: one object.");
        var command = new Command("show", "Show why a job failed and what can be done next.") { name, format };
        options.AddTo(command);
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            if (FailedJobChoice.Of(zone, parsed.GetRequiredValue(name)!) is not { } job)
                return ExitCode.UsageOrConfiguration;
            if (job.Trouble is { } failure)
                return ZoneAction.Refuse(zone, failure);
            var next = NextStep.For(job, zone);
            if (format.IsJson(parsed))
            {
                using var output = Console.OpenStandardOutput();
                FailedJson.Write(output, job, next);
                return ExitCode.Ok;
            }

            var report = $"{job.Folder}/report.txt";
            Console.WriteLine(files.File.Exists(report) ? files.File.ReadAllText(report) : "It has no report.txt: it was removed, or the disk lost it.\n");
            var before = AuditTrail.Of(job.Folder);
            if (before.Count > 0)
                Console.WriteLine("Before");
            foreach (var entry in before)
                Paragraph.Write(Console.Out, $"  {entry.Time.UtcDateTime:yyyy-MM-dd HH:mm}  ", AuditText.Of(entry));
            Console.WriteLine($"{(before.Count > 0 ? "\n" : "")}It lies in\n  {job.Folder}\nNext");
            foreach (var step in next)
                Console.WriteLine($"  {step.Command}\n      {step.Meaning}");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command Retry(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var choice = new FailedChoiceOptions(options, "retried");
        var file = new Option<string>("--file")
        {
            HelpName = "MENDED",
            Description = "Take this file instead of the one that failed; it is copied.",
        };
        var command = new Command("retry", "Try failed jobs again, or drop the rejects of splits again; as the service's user.") { choice.Job, file };
        choice.AddTo(command);
        options.AddTo(command);
        command.Validators.Add(found =>
        {
            if (found.GetResult(file) is not null && found.GetResult(choice.Job) is not { Tokens.Count: > 0 })
                found.AddError("--file mends one job: give its name.");
        });
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            if (FaultVariable.Read(out _) is not { } faults)
                return ExitCode.UsageOrConfiguration;
            var deed = choice.FailedJobAction(parsed, AuditAction.Retry);
            return choice.ForEach(parsed, zone, "are to be tried again",
                (job, said) => new FailedRetry(files, zone, new DurableSteps(zone, faults), deed, said).Run(job, parsed.GetValue(file)));
        }));
        return command;
    }

    private static Command Discard(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var choice = new FailedChoiceOptions(options, "discarded");
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var command = new Command("discard", "Give failed jobs up: their content goes, what is known of them goes to the archive; as the service's user.") { choice.Job, yes };
        choice.AddTo(command);
        options.AddTo(command);
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            if (FaultVariable.Read(out _) is not { } faults)
                return ExitCode.UsageOrConfiguration;
            var steps = new DurableSteps(zone, faults);
            using var alone = steps.Sweep.TryBegin();
            if (alone is null)
                return Refusal.Say(ExitCode.ZoneHeld, "a sweep or another discard is at work; wait for its end");
            var deed = choice.FailedJobAction(parsed, AuditAction.Discard);
            return choice.ForEach(parsed, zone, "are discarded",
                (job, said) => new FailedDiscard(zone, steps, deed, said).Run(job), parsed.GetValue(yes) ? null : FailedDiscard.Question);
        }));
        return command;
    }
}
