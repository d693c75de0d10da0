using System.CommandLine;
using System.Globalization;
using System.IO.Abstractions;
using DropZone.Cli.Failed;
using DropZone.Cli.Terminal;
using DropZone.Configuration.Values;
using DropZone.Linux;
using DropZone.Spool;
using DropZone.Spool.Jobs;
using DropZone.Status;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone verify</c>: compares archived originals with the digests in their receipts, while the service runs.</summary>
internal static class VerifyCommand
{
    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var feed = new Option<string>("--feed") { HelpName = "FEED", Description = "Only deliveries of this feed" };
        feed.CompletionSources.OfZone(options, zone => FolderListing.FoldersIn(zone.Archive));
        var since = new Option<string>("--since") { HelpName = "TIME", Description = "Only files received within this time, such as 12h or 7d" };
        since.Validators.Add(FailedFilter.CheckTime);
        var command = new Command("verify", "Compare archived originals with their receipts") { feed, since };
        options.AddTo(command);
        command.SetAction((parsed, stopping) => Task.FromResult(ZoneAction.Run(options.Of(parsed), zone =>
            Verify(zone, parsed.GetValue(feed), TimeProvider.System.GetUtcNow() - Duration.Parse(parsed.GetValue(since) ?? ""), stopping))));
        return command;
    }

    private static int Verify(Zone zone, string? feed, DateTimeOffset? since, CancellationToken stopping)
    {
        OpenZone.CheckReadable(zone);
        var jobs = new History(zone).Jobs(feed, since)
            .Where(job => job.Folder.StartsWith($"{zone.Archive}/", StringComparison.Ordinal) && !(job.Name.Time < since)).ToList();
        var (intact, removed, differing, unreadable) = (0L, 0L, 0L, 0L);
        var work = Task.Run(() =>
        {
            foreach (var job in jobs)
            {
                var state = OriginalCheck.Check(job, stopping);
                switch (state)
                {
                    case OriginalState.Intact:
                        Interlocked.Increment(ref intact);
                        break;
                    case OriginalState.Removed:
                        Interlocked.Increment(ref removed);
                        break;
                    case OriginalState.Differs(var path, var reason):
                        Console.WriteLine($"differs: {VisibleText.Escape(path)}: {reason}");
                        Interlocked.Increment(ref differing);
                        break;
                    case OriginalState.Unreadable(var path, var reason):
                        Console.Error.WriteLine($"Cannot verify {VisibleText.Escape(path)}: {reason}");
                        Interlocked.Increment(ref unreadable);
                        break;
                }
            }
        }, CancellationToken.None);
        WorkProgress.ShowAsync(work, new ProgressOf("archive", jobs.Count, Done, "jobs", 1), stopping).GetAwaiter().GetResult();
        try
        {
            work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Interrupted after {Done():N0} of {jobs.Count:N0} jobs."));
            return ExitCode.Interrupted;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{intact:N0} originals intact, {differing:N0} differ, {removed:N0} removed earlier{(unreadable > 0 ? $", {unreadable:N0} could not be read" : "")}"));
        if (differing > 0)
            Console.WriteLine("Restore the originals that differ from a backup, or request them from their senders again. Their outputs were made before.");
        return differing > 0 ? ExitCode.DataInvalid : unreadable > 0 ? ExitCode.ZoneUnusable : ExitCode.Ok;

        long Done() => Interlocked.Read(ref intact) + Interlocked.Read(ref removed) + Interlocked.Read(ref differing) + Interlocked.Read(ref unreadable);
    }
}
