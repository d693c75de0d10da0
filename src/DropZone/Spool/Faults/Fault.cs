using System.Globalization;
using DropZone.Linux;
using DropZone.Linux.Processes;
using DropZone.Spool.Durable;

namespace DropZone.Spool.Faults;

/// <summary>One fault of a <see cref="FaultPlan"/>.</summary>
internal sealed class Fault
{
    private readonly string _action;
    private readonly long _number;
    private readonly DurableStep? _named;
    private readonly SystemError _error;
    private int _done;

    private Fault(string action, long number, DurableStep? named, SystemError error)
    {
        _action = action;
        _number = number;
        _named = named;
        _error = error;
    }

    /// <summary>Parses a fault. Returns null if the text is not a fault.</summary>
    public static Fault? Parse(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || parts[0] is not ("exit" or "fail" or "hang" or "skip"))
            return null;
        var isNumber = long.TryParse(parts[1], CultureInfo.InvariantCulture, out var number);
        var isStep = Enum.TryParse<DurableStep>(parts[1].Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var step);
        if ((parts.Length > 2 ? SystemErrorText.Find(parts[2]) : SystemError.DeviceFailed) is not { } error)
            return null;
        return isNumber ? new Fault(parts[0], number, null, error)
            : isStep ? new Fault(parts[0], 0, step, error)
            : null;
    }

    /// <summary>Called before the step of that number. False: the step is left out.</summary>
    /// <exception cref="LinuxException">The step must fail.</exception>
    public bool Take(long number, DurableStep step)
    {
        if (_named is null ? number != _number : step != _named)
            return true;
        if (_action == "skip")
            return false;
        if (Interlocked.Exchange(ref _done, 1) != 0)
            return true;
        if (_action == "exit")
            ProcessSignal.Kill(Environment.ProcessId);
        if (_action is "exit" or "hang")
            new ManualResetEvent(false).WaitOne(); // "exit": until the signal arrives

        throw new LinuxException(_error, $"fault before {step}", "");
    }
}
