using System.Globalization;
using DropZone.Linux;
using DropZone.Linux.Processes;

namespace DropZone.Processes;

/// <summary>How a program ended: a closed list. As text it completes a sentence: <c>it …</c></summary>
public abstract record ProgramExit
{
    private ProgramExit()
    {
    }

    public sealed record Exited(int Code) : ProgramExit
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ended with exit code {Code}");
    }

    /// <summary>A signal ended it.</summary>
    public sealed record Killed(int Signal) : ProgramExit
    {
        public override string ToString() => $"was ended by signal {ProcessSignal.Name(Signal)}";
    }

    public sealed record TimedOut(TimeSpan Timeout) : ProgramExit
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"did not end within its timeout of {Timeout.TotalSeconds:0.###} s and was killed");
    }

    public sealed record NotStarted(SystemError Reason) : ProgramExit
    {
        public override string ToString() => $"could not be started: {Reason.Text()}";
    }

    /// <summary>The supervisor ended without a report.</summary>
    public sealed record Lost : ProgramExit
    {
        public override string ToString() => "was lost: its supervisor was killed";
    }
}
