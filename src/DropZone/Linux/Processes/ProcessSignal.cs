using Mono.Unix.Native;

namespace DropZone.Linux.Processes;

/// <summary>Signals to processes: kill(2).</summary>
public static class ProcessSignal
{
    /// <summary>Makes a process reload: SIGHUP. Returns false if this user may not, or the process has ended.</summary>
    public static bool HangUp(int process) => Syscall.kill(process, Signum.SIGHUP) == 0;

    /// <summary>Ends a process at once: SIGKILL.</summary>
    public static void Kill(int process) => _ = Syscall.kill(process, Signum.SIGKILL);

    /// <summary>Whether a signal is one by which a process is stopped on purpose: SIGTERM, SIGINT, SIGHUP.</summary>
    public static bool IsStop(int signal) => (Signum)signal is Signum.SIGTERM or Signum.SIGINT or Signum.SIGHUP;

    /// <summary>Returns the name of a signal, <c>SIGKILL</c>.</summary>
    public static string Name(int signal) => ((Signum)signal).ToString();
}
