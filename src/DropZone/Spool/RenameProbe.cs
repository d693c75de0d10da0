using DropZone.Linux;

namespace DropZone.Spool;

/// <summary>
/// Tries, before anything is touched, whether a file and a folder can be renamed all the way that a job goes. Bind mounts,
/// project quotas and overlays answer EXDEV between folders of the same st_dev, and some file systems know no RENAME_NOREPLACE:
/// both are faults of the set-up, never a reason to copy.
/// </summary>
public static class RenameProbe
{
    // hidden, so that nothing takes it for a delivery or an output; always the same, so that a start cleans up after one that was killed
    private const string Name = ".dropzone-probe";

    /// <summary>Null: all renames work. Otherwise which does not, why, and what to do. One process at a time may try.</summary>
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
                return $"nothing can be made in {folders[0]}: {refused.Message}; give the service's user write permission there";
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
            SystemError.OtherMount => $"{places} are not on one mount (EXDEV): keep the whole zone on one file system, "
                + "without bind mounts or separate ReadWritePaths= between its folders",
            SystemError.Invalid or SystemError.NotImplemented => $"the file system of {places} cannot rename without replacing ({errno.Name()}): use ext4, xfs or btrfs",
            _ => $"nothing can be renamed between {places}: {errno.Text()}",
        };
    }
}
