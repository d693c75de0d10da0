using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// Any entry but a link, held by a descriptor that needs no right to read it (O_PATH): what was checked is what is changed, whatever has its
/// name by now.
/// </summary>
public sealed class HeldFile : IDisposable
{
    private const int PathOnly = 0x200000; // O_PATH
    private readonly string _path;
    private readonly SafeFileHandle _handle;

    private HeldFile(string path, int descriptor)
    {
        _path = path;
        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Opens an entry. Returns null, with the reason, if it cannot be opened; ELOOP: it is a link.</summary>
    public static HeldFile? TryOpen(string path, out SystemError error) => TryOpen(path, 0, out error);

    /// <summary>Opens a folder. Returns null, with the reason; ENOTDIR: the entry is something else.</summary>
    public static HeldFile? TryOpenFolder(string path, out SystemError error) => TryOpen(path, OpenFlags.O_DIRECTORY, out error);

    /// <summary>Returns its status: fstat(2).</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public FileStatus Status() =>
        Syscall.fstat(Descriptor, out var stat) == 0 ? FileStatus.Of(stat) : throw LinuxException.Last("fstat", _path);

    /// <summary>Gives it to a user and a group: chown(2). Needs CAP_CHOWN. Returns why the kernel refused.</summary>
    public SystemError TryGive(uint owner, uint group) => Result(Syscall.chown(HeldPath.Of(Descriptor), owner, group));

    /// <summary>Sets its permission bits. Returns why the kernel refused.</summary>
    public SystemError TrySetMode(uint mode) => Result(Syscall.chmod(HeldPath.Of(Descriptor), (FilePermissions)mode)); // fchmod(2) refuses O_PATH

    public void Dispose() => _handle.Dispose();

    private int Descriptor => (int)_handle.DangerousGetHandle();

    private static HeldFile? TryOpen(string path, OpenFlags kind, out SystemError error)
    {
        var descriptor = NativeMethods.open(NativeMethods.Bytes(path), PathOnly | NativeConvert.FromOpenFlags(kind | OpenFlags.O_NOFOLLOW | OpenFlags.O_CLOEXEC));
        error = descriptor < 0 ? (SystemError)NativeConvert.ToErrno(Marshal.GetLastPInvokeError()) : SystemError.None;
        if (descriptor < 0)
            return null;
        var held = new HeldFile(path, descriptor);
        if (held.Status().Kind != FileKind.SymbolicLink)
            return held;
        held.Dispose(); // O_PATH opens a link itself
        error = SystemError.SymbolicLink;
        return null;
    }

    private static SystemError Result(int call) => call == 0 ? SystemError.None : (SystemError)Stdlib.GetLastError();
}
