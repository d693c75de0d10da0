using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>Removes a folder and everything in it, by the kernel's names. Links are removed, never followed.</summary>
public static class FolderTree
{
    /// <exception cref="LinuxException">An entry cannot be removed. An entry that is gone already is no error.</exception>
    public static void Remove(string folder)
    {
        // a program may have made its own folder unreadable
        _ = PermissionBits.TrySet(folder, (uint)FilePermissions.S_IRWXU);
        foreach (var entry in FolderListing.Of(folder))
        {
            var path = $"{folder}/{entry.Name}";
            if (FileStatus.At(path) is { Kind: FileKind.Folder })
                Remove(path);
            else if (Syscall.unlink(path) != 0 && Stdlib.GetLastError() is var errno and not Errno.ENOENT)
                throw new LinuxException(errno, "unlink", path);
        }

        if (Syscall.rmdir(folder) != 0 && Stdlib.GetLastError() is var refused and not Errno.ENOENT)
            throw new LinuxException(refused, "rmdir", folder);
    }
}
