using DropZone.Reports.Text;

namespace DropZone.Cli.Terminal;

/// <summary>Shows the progress of long work on standard error: a line that is rewritten in place, and removed at the end.</summary>
internal static class WorkProgress
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns when the work is done or <paramref name="stopping"/> is cancelled. Shows nothing for short work, or if standard error is not a terminal.</summary>
    public static async Task ShowAsync(Task work, ProgressOf progress, CancellationToken stopping)
    {
        var began = TimeProvider.System.GetTimestamp();
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb" || await IsDoneAsync(work, Delay, stopping))
            return;
        do
            Console.Error.Write(ScreenStyle.RewriteLine(TextWidth.Cut(ProgressText.Of(progress, progress.Done(), TimeProvider.System.GetElapsedTime(began)), TextTable.Columns - 1)));
        while (!await IsDoneAsync(work, Interval, stopping) && !stopping.IsCancellationRequested);
        Console.Error.Write(ScreenStyle.RewriteLine(""));
    }

    private static async Task<bool> IsDoneAsync(Task work, TimeSpan patience, CancellationToken stopping) =>
        await Task.WhenAny(work, Task.Delay(patience, TimeProvider.System, stopping)) == work;
}

/// <summary>Work that takes its time, as a bar shows it.</summary>
/// <param name="Name">The name or path of the work item.</param>
/// <param name="Length">The amount of work; null: unknown before the end.</param>
/// <param name="Done">Returns the amount done; called from another thread.</param>
/// <param name="Unit">The unit of the rate: <c>MB</c>.</param>
/// <param name="UnitSize">The amount of one unit.</param>
internal sealed record ProgressOf(string Name, long? Length, Func<long> Done, string Unit = "MB", double UnitSize = 1e6);
