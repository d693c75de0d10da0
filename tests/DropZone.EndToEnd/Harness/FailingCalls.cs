using System.Diagnostics;

namespace DropZone.EndToEnd.Harness;

/// <summary>Makes system calls of a running service fail, by strace(1), until disposed.</summary>
internal sealed class FailingCalls : IDisposable
{
    private readonly Process _strace;

    /// <param name="service">PID of the service.</param>
    /// <param name="calls">Names of system calls, separated by commas. Calls unknown on this machine are ignored.</param>
    /// <param name="failure">The end of strace's <c>inject=</c>: <c>error=EIO</c>, <c>error=EIO:when=3</c>.</param>
    public FailingCalls(int service, string calls, string failure)
    {
        var names = string.Join(',', calls.Split(',').Select(call => $"?{call}"));
        _strace = Process.Start(new ProcessStartInfo("strace", ["-f", "-qq", "-o", "/dev/null", "-p", $"{service}", "-e", $"trace={names}", "-e", $"inject={names}:{failure}"]) { RedirectStandardError = true })!;
        Until.True(() => _strace.HasExited || IsAttached(service), () => $"strace is not attached to {service}");
        if (_strace.HasExited)
            throw new InvalidOperationException(_strace.StandardError.ReadToEnd());
    }

    public static bool IsSupported => Environment.IsPrivilegedProcess && Shell.Has("strace");

    public void Dispose()
    {
        Signals.Interrupt(_strace.Id); // strace detaches from the threads
        _strace.WaitForExit();
        _strace.Dispose();
    }

    private static bool IsAttached(int service) =>
        Directory.GetDirectories($"/proc/{service}/task").All(thread => File.ReadAllLines($"{thread}/status").Any(line => line.StartsWith("TracerPid:", StringComparison.Ordinal) && !line.EndsWith("\t0", StringComparison.Ordinal)));
}
