using System.Runtime.InteropServices;

namespace DropZone.Cli;

/// <summary>Work that Ctrl-C cancels.</summary>
internal static class Interruptible
{
    /// <summary>Returns the exit code of the work, or <see cref="ExitCode.Interrupted"/>.</summary>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> work, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            return await work(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }
}
