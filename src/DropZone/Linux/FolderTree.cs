using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>Removes a folder and all that is in it, by the kernel's names, whatever a program has left there. Links are removed, never followed.</summary>
public static class FolderTree
{
    /// <exception cref="LinuxException">Something cannot be removed. What is gone already is none.</exception>
    public static void Remove(string folder)
    {
        // one that its program made unreadable is still ours
        _ = Syscall.chmod(folder, FilePermissions.S_IRWXU);
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
