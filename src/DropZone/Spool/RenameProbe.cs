using DropZone.Linux;

namespace DropZone.Spool;

/// <summary>
/// Tests, before any delivery is touched, whether a file and a folder can be renamed along the whole way of a job. Bind mounts,
/// project quotas and overlays return EXDEV between folders of the same st_dev, and some file systems lack RENAME_NOREPLACE:
/// both are faults of the installation, never a reason to copy. Senders can write in some of the folders: whatever they put there, or
/// take away, fails no test.
/// </summary>
public static class RenameProbe
{
    // hidden, so that it is never taken for a delivery or an output; until version 0.1 the whole name
    private const string Name = ".dropzone-probe";
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const int MaxAttempts = 16;
    private const uint FileMode = 0x180;   // 0600
    private const uint FolderMode = 0x1C0; // 0700: nothing can be put into it

    /// <summary>Tests the renames. Returns null if all work, otherwise the failed one, its reason and the remedy.</summary>
    /// <param name="folders">The folders, in the order a job passes them.</param>
    /// <param name="random">For the names, so that senders cannot take them before.</param>
    /// <exception cref="LinuxException">The disk is full, read-only, fails …</exception>
    public static string? Try(IReadOnlyList<HeldFolder> folders, Random random)
    {
        foreach (var isFolder in new[] { false, true })
        {
            // a taken name, or a probe that was taken away, is retried under another name; if a sender does it each time, it proves nothing
            for (var attempt = 1; attempt <= MaxAttempts; attempt++)
            {
                if (Pass(folders, $"{Name}-{random.GetString(Letters, 8)}", isFolder, out var problem))
                    break;
                if (problem is not null)
                    return problem;
            }
        }

        return null;
    }

    /// <summary>Removes what killed starts left in a folder: an empty folder or an empty file. Other things of such a name are ignored.</summary>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public static void RemoveLeftovers(HeldFolder folder)
    {
        foreach (var name in folder.Names().Where(name => name == Name || name.StartsWith($"{Name}-", StringComparison.Ordinal)))
        {
            if (folder.StatusOf(name) is { } left && (left.Kind == FileKind.Folder || left is { Kind: FileKind.Regular, Size: 0 }))
                _ = folder.TryRemove(name, left.Kind == FileKind.Folder);
        }
    }

    /// <summary>Renames one probe from folder to folder. Returns false with a problem, or without one: another program interfered.</summary>
    private static bool Pass(IReadOnlyList<HeldFolder> folders, string name, bool isFolder, out string? problem)
    {
        problem = null;
        var at = folders[0];
        var made = isFolder ? at.TryMakeFolder(name, FolderMode) : at.TryMakeFile(name, FileMode);
        if (made.IsDenied())
            problem = $"no file can be created in {at.Path}: {made.Text()}. Give the service's user write permission in this folder";
        else if (made is not (SystemError.None or SystemError.Exists))
            throw new LinuxException(made, isFolder ? "mkdir" : "open", $"{at.Path}/{name}");
        if (made != SystemError.None)
            return false;
        try
        {
            foreach (var to in folders.Skip(1))
            {
                var error = AtomicRename.Try(at, name, to, name);
                if (error is not (SystemError.None or SystemError.Exists or SystemError.NotFound))
                    problem = error.IsOfMachine() ? throw new LinuxException(error, "rename", $"{at.Path}/{name}") : Explain(at.Path, to.Path, error);
                if (error != SystemError.None)
                    return false;
                at = to;
            }

            return true;
        }
        finally
        {
            _ = at.TryRemove(name, isFolder);
        }
    }

    private static string Explain(string from, string to, SystemError error)
    {
        var places = $"{from} and {to}";
        return error switch
        {
            SystemError.OtherMount => $"{places} are not on the same mount (EXDEV). Keep the whole zone on one file system, "
                + "without bind mounts or separate ReadWritePaths= between its folders",
            SystemError.Invalid or SystemError.NotImplemented => $"the file system of {places} cannot rename without replacing ({error.Name()}). Use ext4, xfs or btrfs",
            _ when error.IsDenied() => $"no file can be renamed between {places}: {error.Text()}. Give the service's user the rights to write in both",
            _ => $"no file can be renamed between {places}: {error.Text()}. Check their disk",
        };
    }
}
