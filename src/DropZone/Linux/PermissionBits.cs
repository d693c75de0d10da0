using System.Runtime.InteropServices;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// Sets permission bits of an entry itself. chmod(2) would follow a link that another user put under the name, and fchmodat(2) can
/// avoid that only since Linux 6.6: so the entry is held by a descriptor, which needs no right to read it (O_PATH).
/// </summary>
public static class PermissionBits
{
    /// <summary>Owner and group may read and write: 0660.</summary>
    public const uint GroupShared = 0x1B0;

    private const int PathOnly = 0x200000; // O_PATH

    /// <exception cref="LinuxException">The kernel refuses, or the entry is a link (ELOOP).</exception>
    public static void Set(string path, uint mode)
    {
        if (TrySet(path, mode) is var error and not SystemError.None)
            throw new LinuxException(error, "chmod", path);
    }

    /// <summary>Sets the bits. Returns why that was refused; ELOOP: the entry is a link.</summary>
    public static SystemError TrySet(string path, uint mode) => TrySet(path, mode, 0);

    /// <summary>Sets the bits of a folder. Returns why that was refused; ENOTDIR: the entry is something else.</summary>
    public static SystemError TrySetFolder(string path, uint mode) => TrySet(path, mode, OpenFlags.O_DIRECTORY);

    private static SystemError TrySet(string path, uint mode, OpenFlags kind)
    {
        var descriptor = NativeMethods.open(NativeMethods.Bytes(path), PathOnly | NativeConvert.FromOpenFlags(kind | OpenFlags.O_NOFOLLOW | OpenFlags.O_CLOEXEC));
        if (descriptor < 0)
            return (SystemError)NativeConvert.ToErrno(Marshal.GetLastPInvokeError());
        try
        {
            if (Syscall.fstat(descriptor, out var stat) != 0)
                return (SystemError)Stdlib.GetLastError();
            if (FileStatus.Of(stat).Kind == FileKind.SymbolicLink)
                return SystemError.SymbolicLink;
            return Syscall.chmod(HeldPath.Of(descriptor), (FilePermissions)mode) == 0 ? SystemError.None : (SystemError)Stdlib.GetLastError();
        }
        finally
        {
            _ = Syscall.close(descriptor);
        }
    }
}
