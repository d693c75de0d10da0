using System.Runtime.InteropServices;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>The type of the file system below a path, and its free space.</summary>
public static class Volume
{
    // statfs(2): the types on which power cuts were tested, and others that are common
    private static readonly Dictionary<long, string> Types = new()
    {
        [0xEF53] = "ext4",
        [0x58465342] = "xfs",
        [0x9123683E] = "btrfs",
        [0x01021994] = "tmpfs",
        [0x794C7630] = "overlay",
        [0x6969] = "nfs",
        [0xFF534D42] = "cifs",
        [0xFE534D42] = "smb2",
        [0x65735546] = "fuse",
        [0x2FC12FC1] = "zfs",
    };

    /// <summary>Returns the name of the type, or its number in hex.</summary>
    public static string TypeOf(string path)
    {
        var buffer = default(NativeMethods.StatFsBuffer);
        if (NativeMethods.statfs(NativeMethods.Bytes(path), ref buffer) != 0)
            throw new LinuxException(NativeConvert.ToErrno(Marshal.GetLastPInvokeError()), "statfs", path);
        return Types.GetValueOrDefault(buffer.Type, $"0x{buffer.Type:x}");
    }

    /// <summary>Whether power cuts were tested on this type.</summary>
    public static bool SurvivesPowerCuts(string type) => type is "ext4" or "xfs" or "btrfs";

    /// <summary>Returns how many bytes an unprivileged user may still write.</summary>
    public static long FreeBytes(string path) =>
        Syscall.statvfs(path, out var facts) == 0
            ? (long)(facts.f_bavail * facts.f_frsize)
            : throw LinuxException.Last("statvfs", path);
}
