using DropZone.Linux;
using DropZone.Linux.Processes;

namespace DropZone.Processes;

/// <summary>
/// The processes that this one adopts as a subreaper when a supervisor that it started dies before its program: they are killed. Each child
/// that it starts has a session of its own and is known; an adopted process is unknown and can never enter the session of this process.
/// </summary>
internal static class AdoptedProcesses
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Started = [];
    private static bool _isAdopting;

    /// <summary>Starts a child. Returns why it could not be started.</summary>
    /// <param name="start">Starts it in a new session and returns its number.</param>
    /// <param name="adopts">Whether this process adopts processes from now on.</param>
    /// <param name="process">Its number.</param>
    /// <exception cref="LinuxException">The kernel adopts no processes for this one.</exception>
    public static SystemError Start(Func<(SystemError Error, int Process)> start, bool adopts, out int process)
    {
        lock (Gate)
        {
            if (adopts && !_isAdopting)
                Descendants.Adopt();
            _isAdopting |= adopts;
            (var error, process) = start();
            if (error == SystemError.None)
                Started.Add(process);
            return error;
        }
    }

    /// <summary>Forgets a child that was reaped.</summary>
    public static void Forget(int process)
    {
        lock (Gate)
            Started.Remove(process);
    }

    /// <summary>Kills and reaps all adopted processes except those of other users, or until the time is over.</summary>
    /// <returns>Whether there are none left.</returns>
    public static bool KillAll(TimeSpan patience)
    {
        using var never = new ManualResetEventSlim();
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (!KillOnce())
                return true;
            if (waited >= patience)
                return false;
            never.Wait(Pause);
        }
    }

    /// <summary>Returns whether there was one.</summary>
    private static bool KillOnce()
    {
        lock (Gate)
        {
            var killed = 0;
            foreach (var process in Descendants.ChildrenOutside(Environment.ProcessId).Where(process => !Started.Contains(process)))
                killed += Descendants.Kill(process) ? 1 : 0;

            return killed > 0;
        }
    }
}
