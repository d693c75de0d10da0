using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>mkdir(2), and the fsync of the parent that makes the name of a new folder durable.</summary>
public static class DurableFolder
{
    /// <summary>Makes the folder and its missing parents; each new one is durable in its parent. Existing ones stay.</summary>
    /// <exception cref="LinuxException">A folder could not be made.</exception>
    public static void Ensure(string path)
    {
        if (FileStatus.At(path) is not null)
            return;
        var parent = Path.GetDirectoryName(path)!;
        Ensure(parent);
        if (Syscall.mkdir(path, FilePermissions.ACCESSPERMS) != 0 && Stdlib.GetLastError() is var errno and not Errno.EEXIST)
            throw new LinuxException(errno, "mkdir", path);
        DurableFile.Sync(parent);
    }

    /// <summary>Makes one new folder; nothing is synced.</summary>
    /// <exception cref="LinuxException">EEXIST if the name is taken.</exception>
    public static void Make(string path)
    {
        if (Syscall.mkdir(path, FilePermissions.ACCESSPERMS) != 0)
            throw LinuxException.Last("mkdir", path);
    }

    /// <summary>
    /// Makes a folder that only its owner can open, mode 0700, if it is missing, durably. Its parent must exist. An existing one of this user is closed to others.
    /// Made by root, it gets the owner of its parent, who uses it otherwise.
    /// </summary>
    /// <exception cref="LinuxException">It cannot be made or closed.</exception>
    public static void EnsurePrivate(string path)
    {
        var made = Syscall.mkdir(path, FilePermissions.S_IRWXU) == 0;
        if (!made && Stdlib.GetLastError() is var errno and not Errno.EEXIST)
            throw new LinuxException(errno, "mkdir", path);
        using var folder = HeldFolder.Open(path);
        var status = folder.Status();
        if (made && SystemUser.IsRoot && FileStatus.At(Path.GetDirectoryName(path)!) is { Owner: not 0 } parent)
            folder.Give(parent.Owner, null);
        else if ((status.Mode & 0x3F) != 0 && status.Owner == SystemUser.Current)
            folder.SetMode((uint)FilePermissions.S_IRWXU);
        if (made)
            DurableFile.Sync(Path.GetDirectoryName(path)!);
    }

    /// <summary>Removes an empty folder; one that is gone already is no error.</summary>
    /// <exception cref="LinuxException">ENOTEMPTY, EACCES …</exception>
    public static void Remove(string path)
    {
        if (Syscall.rmdir(path) != 0 && Stdlib.GetLastError() is var errno and not Errno.ENOENT)
            throw new LinuxException(errno, "rmdir", path);
    }
}
