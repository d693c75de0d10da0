using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// flock(2) on a folder, held until disposed or until the process ends, however it ends. A lock file could be unlinked and
/// recreated while it is held; a folder in use cannot.
/// </summary>
public sealed class ExclusiveLock : IDisposable
{
    private const int ExclusiveNonBlocking = 2 | 4; // LOCK_EX | LOCK_NB
    private readonly OpenedFile _folder;

    private ExclusiveLock(OpenedFile folder) => _folder = folder;

    /// <summary>Takes the lock. Returns null if another process holds it.</summary>
    /// <exception cref="LinuxException">The file system cannot lock.</exception>
    public static ExclusiveLock? TryTake(string path)
    {
        var folder = OpenedFile.OpenFolder(path);
        if (NativeMethods.flock(folder.Descriptor, ExclusiveNonBlocking) == 0)
            return new ExclusiveLock(folder);
        var errno = NativeConvert.ToErrno(System.Runtime.InteropServices.Marshal.GetLastPInvokeError());
        folder.Dispose();
        return errno == Errno.EAGAIN ? null : throw new LinuxException(errno, "flock", path);
    }

    /// <summary>Returns the status of the locked folder, even if it was renamed.</summary>
    public FileStatus Status() => _folder.Status();

    public void Dispose() => _folder.Dispose();
}
