using Spectre.Console;

namespace DropZone.Cli.Terminal;

/// <summary>A bar on standard error while something takes long: how much of it is done, how fast, how long still.</summary>
internal static class WorkProgress
{
    private const int NameColumns = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns when the work is done or <paramref name="stopping"/>; shows nothing to who is no terminal, nor of short work.</summary>
    public static async Task ShowAsync(Task work, ProgressOf progress, CancellationToken stopping)
    {
        var pace = new PaceColumn(progress, TimeProvider.System);
        if (Console.IsErrorRedirected || await IsDoneAsync(work, Patience, stopping))
            return;
        // that standard input is a pipe makes the terminal no less a terminal
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.Yes });
        if (!console.Profile.Capabilities.Ansi)
            return;
        ProgressColumn[] columns = progress.Length > 0
            ? [new TaskDescriptionColumn(), new ProgressBarColumn { Width = 20 }, new PercentageColumn(), pace]
            : [new TaskDescriptionColumn(), new SpinnerColumn(), pace];
        await console.Progress().AutoClear(true).Columns(columns).StartAsync(async context =>
        {
            var bar = context.AddTask(Name(progress.Name), maxValue: progress.Length > 0 ? progress.Length.Value : double.MaxValue);
            bar.IsIndeterminate = progress.Length is not > 0;
            do
                bar.Value = progress.Done();
            while (!await IsDoneAsync(work, Look, stopping) && !stopping.IsCancellationRequested);
        });
    }

    private static async Task<bool> IsDoneAsync(Task work, TimeSpan patience, CancellationToken stopping) =>
        await Task.WhenAny(work, Task.Delay(patience, TimeProvider.System, stopping)) == work;

    private static string Name(string file)
    {
        var name = VisibleText.Escape(file == "-" ? file : Path.GetFileName(file));
        return Markup.Escape(name.Length > NameColumns ? $"{name[..(NameColumns - 1)]}…" : name);
    }
}
