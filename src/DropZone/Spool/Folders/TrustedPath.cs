using DropZone.Linux;

namespace DropZone.Spool.Folders;

/// <summary>
/// Opens a folder outside the zone by the absolute path that an administrator configured, name by name. A sender or a consumer may own parts
/// of the path: a link on it is followed only if no user except root and the service's can have made it. So nothing that another user
/// puts there leads a reply or a copy to a place where he could not write.
/// </summary>
public static class TrustedPath
{
    private const int MaxLinks = 40; // as path_resolution(7)
    private const uint WritableByOthers = 0x12; // 0022; the rights of an access control list are within those of the group
    private const uint Sticky = 0x200;

    /// <summary>Opens the folder, to write in it. Returns null, with the reason, if it cannot be opened.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="zone">Its folders of deliveries are never entered.</param>
    /// <param name="obstacle">The reason; null if the folder was opened.</param>
    /// <exception cref="IOException">A folder on the way cannot be read.</exception>
    public static HeldFolder? TryOpen(string path, Zone zone, out FolderObstacle? obstacle)
    {
        obstacle = null;
        var closed = new[] { zone.Incoming, zone.Working, zone.Archive, zone.Failed, zone.State }.Select(FileStatus.At).OfType<FileStatus>().ToList();
        var names = new Stack<string>();
        Push(names, path);
        var links = 0;
        var at = HeldFolder.PassRoot();
        try
        {
            while (names.TryPop(out var name))
            {
                if (name == ".")
                    continue;
                var below = at.TryPass(name, out var error);
                if (below is null && error is SystemError.NotFolder or SystemError.SymbolicLink && at.LinkAt(name) is { } target)
                {
                    obstacle = ++links > MaxLinks ? FolderObstacle.Of(at, name, SystemError.SymbolicLink) : Distrust(at, name);
                    if (obstacle is not null)
                        return null;
                    if (target.StartsWith('/'))
                        below = HeldFolder.PassRoot();
                    Push(names, target);
                    if (below is null)
                        continue;
                }

                if (below is null)
                {
                    obstacle = FolderObstacle.Of(at, name, error);
                    return null;
                }

                at.Dispose();
                at = below;
                var status = at.Status();
                if (closed.Exists(folder => folder.IsSameFile(status)))
                {
                    obstacle = new FolderObstacle(SystemError.NotPermitted, $"{PrintableName.Of(path)} leads to {at.Path}, a folder of the zone. Choose a folder outside the zone or below `outgoing/`");
                    return null;
                }
            }

            (var found, at) = (at, null!);
            return found;
        }
        finally
        {
            at?.Dispose();
        }
    }

    private static void Push(Stack<string> names, string path)
    {
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            names.Push(name);
    }

    /// <summary>Returns why the link is not followed; null: only root and this user can have made it.</summary>
    private static FolderObstacle? Distrust(HeldFolder parent, string name)
    {
        var folder = parent.Status();
        var link = parent.StatusOf(name);
        if (link is { Kind: FileKind.SymbolicLink } known && IsOurs(known.Owner) && IsOurs(folder.Owner) && ((folder.Mode & WritableByOthers) == 0 || (folder.Mode & Sticky) != 0))
            return null;
        return new FolderObstacle(
            SystemError.SymbolicLink,
            $"{PrintableName.Of($"{parent.Path}/{name}")} is a symbolic link{(link is null ? "" : $" of {UserName.Of(link.Value.Owner)}")}, and other users can change it. Replace it by a folder, or configure the path of its target");
    }

    private static bool IsOurs(uint owner) => owner == 0 || owner == SystemUser.Current;
}
