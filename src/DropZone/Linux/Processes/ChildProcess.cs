using Mono.Unix.Native;

namespace DropZone.Linux.Processes;

/// <summary>Waits for child processes: waitpid(2).</summary>
internal static class ChildProcess
{
    /// <summary>Waits for the end of one child and returns its wait status; other children that end meanwhile are reaped.</summary>
    public static int WaitAmongAll(int process)
    {
        int ended, status;
        do
        {
            ended = Syscall.waitpid(-1, out status, 0);
        }
        while (ended != process && (ended > 0 || Stdlib.GetLastError() == Errno.EINTR));
        return status;
    }

    /// <summary>Waits for the end of one child.</summary>
    public static void Reap(int process)
    {
        while (Syscall.waitpid(process, out _, 0) < 0 && Stdlib.GetLastError() == Errno.EINTR)
        {
        }
    }

    /// <summary>Reads a wait status: the exit code, or the signal that ended the process.</summary>
    public static (bool IsExited, int Number) Read(int status) =>
        Syscall.WIFEXITED(status) ? (true, Syscall.WEXITSTATUS(status)) : (false, (int)Syscall.WTERMSIG(status));
}
