using System.Globalization;
using DropZone.Linux;
using Mono.Unix.Native;

namespace DropZone.Spool;

/// <summary>
/// A fault asked for in words, for tests of the built program (environment variable <c>DROPZONE_FAULT</c>):
/// <c>exit N</c> ends the process as by kill -9 before the Nth durable step; <c>exit STEP</c> before the first such step;
/// <c>fail N ERRNO</c> and <c>fail STEP ERRNO</c> let it fail once; <c>hang STEP</c> never returns from the first; <c>skip STEP</c> leaves every such step out.
/// </summary>
public sealed class FaultPlan : IFaultSeam
{
    private readonly string _action;
    private readonly long _number;
    private readonly DurableStep? _named;
    private readonly Errno _errno;
    private long _taken;
    private int _done;

    private FaultPlan(string action, long number, DurableStep? named, Errno errno)
    {
        _action = action;
        _number = number;
        _named = named;
        _errno = errno;
    }

    /// <summary>Null if the words are no plan.</summary>
    public static FaultPlan? Parse(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || parts[0] is not ("exit" or "fail" or "hang" or "skip"))
            return null;
        var isNumber = long.TryParse(parts[1], CultureInfo.InvariantCulture, out var number);
        var isStep = Enum.TryParse<DurableStep>(parts[1].Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var step);
        var errno = Errno.EIO;
        if (parts.Length > 2 && !Enum.TryParse(parts[2], out errno))
            return null;
        return isNumber ? new FaultPlan(parts[0], number, null, errno)
            : isStep ? new FaultPlan(parts[0], 0, step, errno)
            : null;
    }

    public bool Take(DurableStep step)
    {
        var index = Interlocked.Increment(ref _taken);
        if (_named is null ? index != _number : step != _named)
            return true;
        if (_action == "skip")
            return false;
        if (Interlocked.Exchange(ref _done, 1) != 0)
            return true;
        if (_action == "exit")
            _ = Syscall.kill(Syscall.getpid(), Signum.SIGKILL);
        if (_action is "exit" or "hang")
            new ManualResetEvent(false).WaitOne(); // "exit": until the signal lands

        throw new LinuxException(_errno, $"fault before {step}", "");
    }
}
