using System.Runtime.InteropServices;
using Mono.Unix;

namespace DropZone.Linux;

/// <summary>The calls that Mono.Posix does not have.</summary>
internal static partial class NativeMethods
{
    /// <summary>rename(2); paths are NUL-terminated bytes.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int renameat2(int oldFolder, byte[] oldPath, int newFolder, byte[] newPath, uint flags);

    /// <summary>open(2), for flags that Mono.Posix does not know.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int open(byte[] path, int flags);

    /// <summary>getdents64(2). Returns the length of what was read; 0: the end.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint getdents64(int folder, byte[] buffer, nint size);

    /// <summary>flock(2)</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int flock(int descriptor, int operation);

    /// <summary>setpriority(2); the calling thread is process 0 of kind 0, PRIO_PROCESS.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setpriority(int kind, int process, int niceness);

    /// <summary>statfs(2); the buffer is larger than any struct statfs, whose first word is the type.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int statfs(byte[] path, ref StatFsBuffer buffer);

    /// <summary>Returns a path as the NUL-terminated bytes of a call.</summary>
    internal static byte[] Bytes(string path)
    {
        var bytes = new byte[UnixEncoding.Instance.GetByteCount(path) + 1];
        UnixEncoding.Instance.GetBytes(path, 0, path.Length, bytes, 0);
        return bytes;
    }

    /// <summary>getxattr(2), links not followed. Returns the length of the value.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint lgetxattr(byte[] path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[] value, nint size);

    /// <summary>removexattr(2)</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fremovexattr(int descriptor, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    /// <summary>statx(2); the attributes of the file are the second word.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int statx(int folder, byte[] path, int flags, uint wanted, ref StatxBuffer buffer);

    [StructLayout(LayoutKind.Sequential, Size = 256)]
    internal struct StatxBuffer
    {
        public ulong Wanted;
        public ulong Attributes;
    }

    [StructLayout(LayoutKind.Sequential, Size = 512)]
    internal struct StatFsBuffer
    {
        public long Type;
    }
}
