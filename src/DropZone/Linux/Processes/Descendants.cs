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
    private const int ParentField = 2; // of /proc/PID/stat, counted behind the name: state, parent
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
        foreach (var process in All())
            _ = Syscall.kill(process, Signum.SIGKILL);
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

    private static HashSet<int> All()
    {
        var parents = FolderListing.Of("/proc")
            .Select(entry => int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : 0)
            .Where(process => process > 0)
            .Select(process => (Process: process, Parent: ParentOf(process)))
            .ToLookup(pair => pair.Parent, pair => pair.Process);
        var found = new HashSet<int>();
        var open = new Stack<int>([Environment.ProcessId]);
        while (open.TryPop(out var parent))
            foreach (var child in parents[parent])
                if (found.Add(child))
                    open.Push(child);
        return found;
    }

    /// <summary>Returns the parent; 0 if the process is gone.</summary>
    private static int ParentOf(int process)
    {
        try
        {
            // the name, in brackets, may hold anything
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[ParentField - 1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone.IsFileSystemFailure())
        {
            return 0;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int operation, nuint first, nuint second, nuint third, nuint fourth);
}
