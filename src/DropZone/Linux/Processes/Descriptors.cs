using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;

namespace DropZone.Linux.Processes;

/// <summary>
/// Descriptors for a program that will be started: close-on-exec from their first moment, as another thread may start a program at any
/// time, and above those that a program begins with, so that handing one on never covers another.
/// </summary>
internal static partial class Descriptors
{
    private const int LowestHandedOn = 10;
    private const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
    private const int RangeCloseOnExec = 4; // CLOSE_RANGE_CLOEXEC, Linux 5.11
    private const int PipeCloseOnExec = 0x80000; // O_CLOEXEC

    /// <summary>Two ends of a new pipe.</summary>
    /// <exception cref="LinuxException">There is no descriptor left.</exception>
    public static (SafeFileHandle Read, SafeFileHandle Write) Pipe()
    {
        Span<int> ends = stackalloc int[2];
        if (pipe2(ref MemoryMarshal.GetReference(ends), PipeCloseOnExec) != 0)
            throw new LinuxException(NativeConvert.ToErrno(Marshal.GetLastPInvokeError()), "pipe2", "");
        return (High(ends[0], "pipe"), High(ends[1], "pipe"));
    }

    /// <summary>Opens the input of a program.</summary>
    /// <exception cref="LinuxException">It cannot be opened.</exception>
    public static SafeFileHandle OpenInput(string path) => Open(path, OpenFlags.O_RDONLY);

    /// <summary>Makes the output of a program: a new file.</summary>
    /// <exception cref="LinuxException">It cannot be made, or is there already.</exception>
    public static SafeFileHandle MakeOutput(string path) => Open(path, OpenFlags.O_WRONLY | OpenFlags.O_CREAT | OpenFlags.O_EXCL);

    private static SafeFileHandle Open(string path, OpenFlags flags)
    {
        var file = Syscall.open(path, flags | OpenFlags.O_CLOEXEC | OpenFlags.O_NOCTTY, FilePermissions.S_IRUSR | FilePermissions.S_IWUSR);
        return file < 0 ? throw LinuxException.Last("open", path) : High(file, path);
    }

    /// <summary>Closes this descriptor and all above it in started programs: the parent of this process may have passed some on.</summary>
    public static void KeepFrom(int lowest) => _ = close_range((uint)lowest, uint.MaxValue, RangeCloseOnExec);

    private static SafeFileHandle High(int descriptor, string path)
    {
        if (descriptor >= LowestHandedOn)
            return new SafeFileHandle(descriptor, ownsHandle: true);
        var high = fcntl(descriptor, DuplicateCloseOnExec, LowestHandedOn);
        var errno = Marshal.GetLastPInvokeError();
        _ = Syscall.close(descriptor);
        return high < 0 ? throw new LinuxException(NativeConvert.ToErrno(errno), "fcntl", path) : new SafeFileHandle(high, ownsHandle: true);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int pipe2(ref int ends, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close_range(uint first, uint last, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int operation, int argument);
}
