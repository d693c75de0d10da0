using DropZone.Linux;

namespace DropZone.Spool;

/// <summary>
/// Tests, before any delivery is touched, whether a file and a folder can be renamed along the whole way of a job. Bind mounts,
/// project quotas and overlays return EXDEV between folders of the same st_dev, and some file systems lack RENAME_NOREPLACE:
/// both are faults of the installation, never a reason to copy.
/// </summary>
public static class RenameProbe
{
    // hidden, so that it is never taken for a delivery or an output; always the same, so that a start removes that of a killed one
    private const string Name = ".dropzone-probe";

    /// <summary>Tests the renames. Returns null if all work, otherwise the failed one, its reason and the remedy. For one process at a time.</summary>
    /// <param name="folders">The folders, in the order a job passes them.</param>
    public static string? Try(IReadOnlyList<string> folders)
    {
        foreach (var folder in folders)
        {
            if (FileStatus.At($"{folder}/{Name}") is { } left)
                Remove($"{folder}/{Name}", left.Kind == FileKind.Folder);
        }

        foreach (var isFolder in new[] { false, true })
        {
            var at = $"{folders[0]}/{Name}";
            try
            {
                if (isFolder)
                    DurableFolder.Make(at);
                else
                    File.Create(at).Dispose();
            }
            catch (Exception refused) when (refused is LinuxException { IsDenied: true } or UnauthorizedAccessException)
            {
                return $"no file can be created in {folders[0]}: {refused.Message}. Give the service's user write permission in this folder";
            }

            try
            {
                foreach (var folder in folders.Skip(1))
                {
                    var to = $"{folder}/{Name}";
                    if (AtomicRename.Try(at, to) is var errno and not SystemError.None)
                        return Explain(at, to, errno);
                    at = to;
                }
            }
            finally
            {
                Remove(at, isFolder);
            }
        }

        return null;
    }

    private static void Remove(string path, bool isFolder)
    {
        if (isFolder)
            FileRemoval.TryFolder(path);
        else
            _ = FileRemoval.Try(path);
    }

    private static string Explain(string from, string to, SystemError errno)
    {
        var places = $"{Path.GetDirectoryName(from)} and {Path.GetDirectoryName(to)}";
        return errno switch
        {
            SystemError.OtherMount => $"{places} are not on the same mount (EXDEV). Keep the whole zone on one file system, "
                + "without bind mounts or separate ReadWritePaths= between its folders",
            SystemError.Invalid or SystemError.NotImplemented => $"the file system of {places} cannot rename without replacing ({errno.Name()}). Use ext4, xfs or btrfs",
            _ => $"no file can be renamed between {places}: {errno.Text()}",
        };
    }
}
