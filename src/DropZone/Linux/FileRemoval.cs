using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>unlink(2) and rmdir(2) by the kernel's names, which may be none that .NET can spell.</summary>
public static class FileRemoval
{
    /// <summary>Removes the name of a file. Returns why that was refused; a name that is gone already is no refusal.</summary>
    public static SystemError Try(string path) =>
        Syscall.unlink(path) != 0 && Stdlib.GetLastError() is var errno and not Errno.ENOENT ? (SystemError)errno : SystemError.None;

    /// <summary>Removes the name of a file, if it is there.</summary>
    /// <exception cref="LinuxException">EISDIR, EACCES …</exception>
    public static void Remove(string path)
    {
        if (Try(path) is var error and not SystemError.None)
            throw new LinuxException(error, "unlink", path);
    }

    /// <summary>Removes an empty folder. A refusal is ignored.</summary>
    public static void TryFolder(string path) => _ = Syscall.rmdir(path);
}
