using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Cli.Demo;
using DropZone.Cli.Terminal;
using DropZone.Linux;
using DropZone.Logging;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone demo</c>: runs the real service on a zone in a temporary folder and shows what it does with four files.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    public static Command Create(IFileSystem files)
    {
        var once = new Option<bool>("--once") { Description = "Exit when the four sample files are processed" };
        var command = new Command("demo", "Show what DropZone does with four sample files") { once };
        command.SetAction((parsed, stopping) => RunAsync(files, parsed.GetValue(once), stopping));
        return command;
    }

    private static async Task<int> RunAsync(IFileSystem files, bool once, CancellationToken stopping)
    {
        var zone = new Zone(files.Directory.CreateTempSubdirectory("dropzone-demo-").FullName);
        files.Directory.CreateDirectory($"{zone.Etc}/feeds.d");
        await files.File.WriteAllTextAsync($"{zone.Etc}/feeds.d/orders.yaml", DemoFile.Feed, stopping);
        Console.WriteLine($"""
            Zone of this demo: {zone.Root}
            Its only feed:     {zone.Etc}/feeds.d/orders.yaml
            The service is running; four files are dropped into incoming/orders.

            """);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var service = ServiceHost.RunAsync(files, zone, new LogOptions { Folder = zone.Logs, Terminal = false, StandardErrorIsJournal = JournalStream.IsStandardError }, end.Token);
        var show = ShowAsync(files, zone, once, end.Token);
        try
        {
            var first = await Task.WhenAny(service, show);
            if (first == service)
                return await service;
            return await show ? ExitCode.Ok : ExitCode.InternalFault;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
        finally
        {
            await end.CancelAsync();
            await service;
            Console.WriteLine($"\nThe zone is kept for inspection. Remove it with: rm -r {zone.Root}");
        }
    }

    /// <summary>Returns false if a file was not processed in time.</summary>
    private static async Task<bool> ShowAsync(IFileSystem files, Zone zone, bool once, CancellationToken stopping)
    {
        var incoming = $"{zone.Incoming}/orders";
        await UntilAsync(() => files.Directory.Exists(incoming), stopping);
        var slow = DemoFile.All.Single(file => file.IsSlow);
        bool inTime;
        await using (var writer = files.FileStream.New($"{incoming}/{slow.Name}", FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
        {
            await writer.WriteAsync(slow.Content.AsMemory(0, slow.Content.Length / 2), stopping);
            await writer.FlushAsync(stopping);
            foreach (var file in DemoFile.All.Where(file => !file.IsSlow))
                await files.File.WriteAllBytesAsync($"{incoming}/{file.Name}", file.Content, stopping);
            inTime = await UntilAsync(() => DemoResult.Read(zone).Count == DemoFile.All.Count - 1, stopping);
            Console.WriteLine(
                $"{slow.Name} has not changed for a while, but its sender still has it open: it is {(files.File.Exists($"{incoming}/{slow.Name}") ? "not claimed" : "claimed")}.\nNow the sender closes it.\n");
            await writer.WriteAsync(slow.Content.AsMemory(slow.Content.Length / 2), stopping);
        }

        inTime &= await UntilAsync(() => DemoResult.Read(zone).Count == DemoFile.All.Count, stopping);
        var ends = DemoResult.Read(zone);
        foreach (var file in DemoFile.All)
            Show(file.Name, file.Story, ends.FirstOrDefault(found => found.FileName == file.Name));
        if (once || !inTime)
            return inTime;

        Console.WriteLine($"""
            Now copy your own CSV files into {incoming}
            or into {zone.Incoming}, which accepts any well-formed CSV. Press Ctrl-C to exit.

            """);
        for (var shown = ends.Count; ; shown = ends.Count)
        {
            await Task.Delay(PollInterval, TimeProvider.System, stopping);
            ends = DemoResult.Read(zone);
            foreach (var end in ends.Where(end => !DemoFile.All.Any(file => file.Name == end.FileName)).Skip(shown - DemoFile.All.Count))
                Show(end.FileName, "yours", end);
        }
    }

    private static void Show(string name, string story, DemoResult? end)
    {
        var style = ScreenStyle.OfOutput();
        Console.WriteLine($"{(end is null ? style.Faint(name) : end.IsArchived ? style.Good(name) : style.Bad(name))}, {story}");
        Console.WriteLine($"  {end?.Summary ?? "not processed in time"}");
        Console.WriteLine($"  see {end?.Where ?? "log/"}\n");
    }

    private static async Task<bool> UntilAsync(Func<bool> condition, CancellationToken stopping)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Timeout)
                return false;
            await Task.Delay(PollInterval, TimeProvider.System, stopping);
        }

        return true;
    }
}
