using System.Diagnostics;

namespace DropZone.Benchmarks;

/// <summary>Runs other programs and waits for their exit.</summary>
internal static class Command
{
    public static TimeSpan Time(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        Run(program, arguments);
        return watch.Elapsed;
    }

    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exited with code {process.ExitCode}");
    }
}
