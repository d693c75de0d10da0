using Mono.Unix.Native;

namespace DropZone.EndToEnd.Harness;

/// <summary>Sends signals to other processes.</summary>
public static class Signals
{
    public static void Terminate(int process) => Syscall.kill(process, Signum.SIGTERM);

    public static void Kill(int process) => Syscall.kill(process, Signum.SIGKILL);

    public static void HangUp(int process) => Syscall.kill(process, Signum.SIGHUP);

    public static void Pause(int process) => Syscall.kill(process, Signum.SIGSTOP);

    public static void Continue(int process) => Syscall.kill(process, Signum.SIGCONT);

    public static void Interrupt(int process) => Syscall.kill(process, Signum.SIGINT);
}
