using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// flock(2) on a file that only the owner of its folder can open: a user who can open a file, even for reading, can lock it.
/// Held until disposed, which removes the file, or until the process ends, however it ends; a file that is left is no lock.
/// </summary>
public sealed class PrivateLock : IDisposable
{
    private const int ExclusiveNonBlocking = 2 | 4; // LOCK_EX | LOCK_NB
    private const FilePermissions OwnerOnly = FilePermissions.S_IRUSR | FilePermissions.S_IWUSR;
    private readonly string _path;
    private readonly SafeFileHandle _file;

    private PrivateLock(string path, SafeFileHandle file) => (_path, _file) = (path, file);

    /// <summary>Takes the lock of that name. Returns null if another process holds it.</summary>
    /// <param name="folder">Created with mode 0700 if it is missing; its parent must exist.</param>
    /// <param name="name">Of the lock's file.</param>
    /// <exception cref="LinuxException">The folder or the file cannot be used.</exception>
    public static PrivateLock? TryTake(string folder, string name)
    {
        DurableFolder.EnsurePrivate(folder);
        var path = $"{folder}/{name}";
        while (true)
        {
            var descriptor = Syscall.open(path, OpenFlags.O_RDWR | OpenFlags.O_CREAT | OpenFlags.O_NOFOLLOW | OpenFlags.O_CLOEXEC, OwnerOnly);
            if (descriptor < 0)
                throw LinuxException.Last("open", path);
            var file = new SafeFileHandle(descriptor, ownsHandle: true);
            if (SystemUser.IsRoot && FileStatus.At(folder) is { Owner: not 0 } parent)
                _ = Syscall.fchown(descriptor, parent.Owner, uint.MaxValue); // one that a killed command of root leaves must not lock its user out
            if (NativeMethods.flock(descriptor, ExclusiveNonBlocking) != 0)
            {
                var errno = NativeConvert.ToErrno(Marshal.GetLastPInvokeError());
                file.Dispose();
                return errno == Errno.EAGAIN ? null : throw new LinuxException(errno, "flock", path);
            }

            // the previous holder removes the name before the lock: this may be its file, without a name, which locks nothing
            if (Syscall.fstat(descriptor, out var stat) == 0 && FileStatus.At(path)?.IsSameFile(FileStatus.Of(stat)) == true)
                return new PrivateLock(path, file);
            file.Dispose();
        }
    }

    /// <summary>Removes the files that killed processes left. A lock that is held stays, and so does another entry.</summary>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public static void RemoveLeft(string folder)
    {
        if (FileStatus.At(folder) is null)
            return;
        foreach (var entry in FolderListing.Of(folder))
        {
            try
            {
                TryTake(folder, entry.Name)?.Dispose();
            }
            catch (LinuxException)
            {
                // it cannot be opened: the command that needs it reports it
            }
        }
    }

    public void Dispose()
    {
        if (_file.IsClosed)
            return;
        _ = FileRemoval.Try(_path);
        _file.Dispose();
    }
}
