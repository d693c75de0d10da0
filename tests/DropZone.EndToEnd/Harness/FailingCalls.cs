using System.Diagnostics;

namespace DropZone.EndToEnd.Harness;

/// <summary>Calls of the system that fail in a running service, by strace(1), from the making of this until it is disposed.</summary>
internal sealed class FailingCalls : IDisposable
{
    private readonly Process _strace;

    /// <param name="service">The process.</param>
    /// <param name="calls">Names of system calls, with commas between them; those that this machine does not have are left out.</param>
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
        Signals.Interrupt(_strace.Id); // it lets the threads go
        _strace.WaitForExit();
        _strace.Dispose();
    }

    private static bool IsAttached(int service) =>
        Directory.GetDirectories($"/proc/{service}/task").All(thread => File.ReadAllLines($"{thread}/status").Any(line => line.StartsWith("TracerPid:", StringComparison.Ordinal) && !line.EndsWith("\t0", StringComparison.Ordinal)));
}
