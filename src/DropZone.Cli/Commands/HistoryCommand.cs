using System.CommandLine;
using System.Globalization;
using System.IO.Abstractions;
using System.Text.Json;
using DropZone.Cli.Failed;
using DropZone.Cli.Terminal;
using DropZone.Configuration.Values;
using DropZone.Linux;
using DropZone.Spool;
using DropZone.Spool.Names;
using DropZone.Status;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone history</c>: the outcome of past deliveries, newest first.</summary>
internal static class HistoryCommand
{
    private const int DefaultLimit = 20;
    private static readonly string[] Outcomes = [.. Enum.GetValues<DeliveryOutcome>().Select(Name)];

    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var feed = new Option<string>("--feed") { HelpName = "FEED", Description = "Only deliveries of this feed" };
        feed.CompletionSources.OfZone(options, zone => FolderListing.FoldersIn(zone.Archive));
        var since = new Option<string>("--since") { HelpName = "TIME", Description = "Only files received within this time, such as 12h or 7d" };
        since.Validators.Add(FailedFilter.CheckTime);
        var outcome = new Option<string>("--outcome") { HelpName = "OUTCOME", Description = "Only archived, split, skipped, failed or discarded" };
        outcome.AcceptOnlyFromAmong(Outcomes);
        var limit = new Option<int?>("--limit") { HelpName = "N", Description = $"Maximum number of entries (default: {DefaultLimit}; 0: all)" };
        var format = new FormatOption();
        var command = new Command("history", "Show the outcome of past deliveries, newest first") { feed, since, outcome, limit, format };
        options.AddTo(command);
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            OpenZone.CheckReadable(zone);
            var from = TimeProvider.System.GetUtcNow() - Duration.Parse(parsed.GetValue(since) ?? "");
            var max = parsed.GetValue(limit) ?? DefaultLimit;
            var all = new History(zone).NewestFirst(parsed.GetValue(feed), from).Where(past => parsed.GetValue(outcome) is not { } wanted || (past.Outcome is { } was && Name(was) == wanted));
            if (format.IsJson(parsed))
            {
                foreach (var past in max > 0 ? all.Take(max) : all)
                    Console.WriteLine(JsonSerializer.Serialize(past, StatusJson.Default.PastDelivery));
                return ExitCode.Ok;
            }

            List<PastDelivery> shown = [.. max > 0 ? all.Take(max + 1) : all];
            var isMore = max > 0 && shown.Count > max;
            if (shown.Count == 0)
                Console.WriteLine("No deliveries match.");
            else
                Write(isMore ? shown[..max] : shown);
            if (isMore)
                Console.WriteLine($"There are more: --limit N. Events of one: dropzone trace JOB{zone.Options}");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static void Write(IReadOnlyList<PastDelivery> shown)
    {
        var rows = shown.Select(past => new[]
        {
            JobName.Parse(past.Job)!.Value.Random,
            past.Claimed.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            past.Feed,
            VisibleText.Escape(past.File),
            past.Outcome is { } outcome ? Name(outcome) : "unknown",
            Rows(past),
        });
        foreach (var line in TextTable.Lines([["JOB", "UTC", "FEED", "FILE", "OUTCOME", "ROWS"], .. rows], 3, [5], new Dictionary<int, int> { [2] = 12 }))
            Console.WriteLine(line);
    }

    private static string Rows(PastDelivery past) =>
        past.Outcome is DeliveryOutcome.Failed or DeliveryOutcome.Discarded ? past.Code ?? ""
        : past.RowsIn == past.RowsOut ? past.RowsIn.ToString("N0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{past.RowsOut:N0} of {past.RowsIn:N0}");

    private static string Name(DeliveryOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
