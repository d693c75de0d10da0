using System.Globalization;
using System.Runtime.InteropServices;
using Mono.Unix.Native;

namespace DropZone.Linux.Processes;

/// <summary>
/// All processes that descend from this one. As a subreaper (prctl(2)) it becomes the parent of those whose own parent ends, in whatever
/// session they are; so when it has no child left, there are no descendants left.
/// </summary>
internal static partial class Descendants
{
    private const int SetChildSubreaper = 36; // PR_SET_CHILD_SUBREAPER
    private const int ParentField = 2; // of /proc/PID/stat, counted behind the name: state, parent, group, session
    private const int SessionField = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Makes this process the parent of orphaned descendants.</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void Adopt()
    {
        if (prctl(SetChildSubreaper, 1, 0, 0, 0) != 0)
            throw new LinuxException(NativeConvert.ToErrno(Marshal.GetLastPInvokeError()), "prctl", "PR_SET_CHILD_SUBREAPER");
    }

    /// <summary>Sends SIGKILL to all current descendants. Some may fork before it reaches them.</summary>
    public static void Kill()
    {
        foreach (var process in Of(Environment.ProcessId))
            _ = Syscall.kill(process, Signum.SIGKILL);
    }

    /// <summary>Sends SIGKILL to a child and its current descendants, and reaps the child if it has ended. Returns whether it may be killed: it is not another user's.</summary>
    public static bool Kill(int child)
    {
        foreach (var descendant in Of(child))
            _ = Syscall.kill(descendant, Signum.SIGKILL);
        var mayKill = Syscall.kill(child, Signum.SIGKILL) == 0 || Stdlib.GetLastError() != Errno.EPERM;
        _ = Syscall.waitpid(child, out _, WaitOptions.WNOHANG);
        return mayKill;
    }

    /// <summary>Returns the children of a process that are in another session than it is.</summary>
    public static IReadOnlyList<int> ChildrenOutside(int parent)
    {
        var session = FieldOf(parent, SessionField);
        return [.. Processes().Where(process => FieldOf(process, ParentField) == parent && FieldOf(process, SessionField) != session)];
    }

    /// <summary>Kills until there are no descendants, or the time is over: one that runs as another user cannot be killed.</summary>
    /// <returns>Whether there are no descendants left.</returns>
    public static bool KillAll(TimeSpan patience)
    {
        using var never = new ManualResetEventSlim();
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            Kill();
            int ended;
            do
            {
                ended = Syscall.waitpid(-1, out _, WaitOptions.WNOHANG);
            }
            while (ended > 0);
            if (ended < 0 && Stdlib.GetLastError() == Errno.ECHILD)
                return true;
            if (waited >= patience)
                return false;
            never.Wait(Pause);
        }
    }

    private static IEnumerable<int> Processes() =>
        FolderListing.Of("/proc")
            .Select(entry => int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : 0)
            .Where(process => process > 0);

    private static HashSet<int> Of(int ancestor)
    {
        var parents = Processes()
            .Select(process => (Process: process, Parent: FieldOf(process, ParentField)))
            .ToLookup(pair => pair.Parent, pair => pair.Process);
        var found = new HashSet<int>();
        var open = new Stack<int>([ancestor]);
        while (open.TryPop(out var parent))
            foreach (var child in parents[parent])
                if (found.Add(child))
                    open.Push(child);
        return found;
    }

    /// <summary>Returns a number in the status of a process; 0 if the process is gone.</summary>
    private static int FieldOf(int process, int field)
    {
        try
        {
            // the name, in brackets, may hold anything
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[field - 1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone.IsFileSystemFailure())
        {
            return 0;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int operation, nuint first, nuint second, nuint third, nuint fourth);
}
