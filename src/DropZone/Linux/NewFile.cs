using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>Creates files that did not exist: open(2) with O_EXCL and O_NOFOLLOW. What another user put under the name is neither opened nor followed.</summary>
public static class NewFile
{
    /// <summary>Readable and writable for all, less the umask: 0666.</summary>
    public const uint Default = 0x1B6;

    /// <summary>Creates a file and opens it for writing. One of an earlier try is removed first.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="mode">Its permission bits, less the umask.</param>
    /// <exception cref="LinuxException">EEXIST, EACCES, ENOSPC …</exception>
    public static SafeFileHandle Create(string path, uint mode)
    {
        FileRemoval.Remove(path);
        var descriptor = Syscall.open(
            path, OpenFlags.O_WRONLY | OpenFlags.O_CREAT | OpenFlags.O_EXCL | OpenFlags.O_NOFOLLOW | OpenFlags.O_CLOEXEC, (FilePermissions)mode);
        return descriptor < 0 ? throw LinuxException.Last("open", path) : new SafeFileHandle(descriptor, ownsHandle: true);
    }
}
