using System.CommandLine;
using System.Globalization;
using System.IO.Abstractions;
using DropZone.Cli.Failed;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone failed list</c></summary>
internal static class FailedListCommand
{
    private const int DefaultLimit = 50;

    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var filter = new FailedFilter(options);
        var limit = new Option<int?>("--limit") { HelpName = "N", Description = $"Maximum number of entries (default: {DefaultLimit}; 0 or JSON: all)" };
        var format = new FormatOption();
        var command = new Command("list", "List failed jobs and rejected rows, newest first") { format, limit };
        filter.AddTo(command);
        options.AddTo(command);
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            var isJson = format.IsJson(parsed);
            var max = parsed.GetValue(limit) ?? (isJson ? 0 : DefaultLimit);
            var wanted = filter.Of(parsed, zone, TimeProvider.System.GetUtcNow());
            List<FailedJob> jobs = [.. max > 0 ? wanted.Take(max + 1) : wanted];
            var isMore = max > 0 && jobs.Count > max;
            if (isMore)
                jobs.RemoveAt(max);

            // two jobs of the same second are ordered by the end of each
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
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Showing the newest {max} of {FailedJob.Names(zone, filter.Feed(parsed)).Count:N0}. For more: --limit N"));
            }
            else
            {
                Console.WriteLine(NoJobs(zone, filter.Feed(parsed)));
            }

            return jobs.Select(job => job.ReadFailure).FirstOrDefault(failure => failure is not null) is { } unreadable
                ? ZoneAction.Refuse(zone, unreadable)
                : ExitCode.Ok;
        }));
        return command;
    }

    private static string NoJobs(Zone zone, string? feed)
    {
        var feeds = FailedJob.Names(zone).Select(job => job.Feed).Distinct().Order(StringComparer.Ordinal).ToList();
        return feeds.Count == 0 ? "No failed jobs."
            : feed is null || feeds.Contains(feed) ? $"No failed jobs match. Feeds with failed jobs: {string.Join(", ", feeds)}."
            : $"No failed jobs in {VisibleText.Escape(feed)}. Feeds with failed jobs: {string.Join(", ", feeds)}.";
    }
}
