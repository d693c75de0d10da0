using DropZone.Linux;

namespace DropZone.Spool.Folders;

/// <summary>
/// Folders below a held one, reached name by name: never through a link and never on another mount, even if another
/// user exchanges the names meanwhile.
/// </summary>
public static class FolderBeneath
{
    private const uint Default = 0x1FF; // 0777, less the umask

    /// <summary>Opens a folder. Returns null, with the reason, if it cannot be opened.</summary>
    /// <param name="top">The folder to start from; it stays open.</param>
    /// <param name="path">Names separated by slashes, none of them <c>.</c> or <c>..</c>.</param>
    /// <param name="isMade">Whether missing folders are made; each new one is durable in its parent.</param>
    /// <param name="obstacle">The reason; null if the folder was opened.</param>
    /// <exception cref="LinuxException">The name of a new folder cannot be made durable.</exception>
    public static HeldFolder? TryOpen(HeldFolder top, string path, bool isMade, out FolderObstacle? obstacle)
    {
        obstacle = null;
        var at = top;
        try
        {
            foreach (var name in path.Split('/'))
            {
                if (Open(at, name, isMade, out var error) is not { } below)
                {
                    obstacle = FolderObstacle.Of(at, name, error);
                    return null;
                }

                if (at != top)
                    at.Dispose();
                at = below;
            }

            (var found, at) = (at, top);
            return found;
        }
        finally
        {
            if (at != top)
                at.Dispose();
        }
    }

    /// <summary>Opens a folder, and makes it and its parents if they are missing.</summary>
    /// <exception cref="IOException">It cannot be made or opened, or one of the names is a link, a file or on another mount.</exception>
    public static HeldFolder Ensure(HeldFolder top, string path) =>
        TryOpen(top, path, isMade: true, out var obstacle) ?? throw new IOException(obstacle!.Text);

    private static HeldFolder? Open(HeldFolder at, string name, bool isMade, out SystemError error)
    {
        var below = at.TryOpen(name, out error);
        if (below is not null || error != SystemError.NotFound || !isMade)
            return below;
        error = at.TryMakeFolder(name, Default);
        if (error is not (SystemError.None or SystemError.Exists))
            return null;
        at.Sync();
        return at.TryOpen(name, out error);
    }
}

/// <summary>Why a folder cannot be used, and the remedy.</summary>
/// <param name="Error">The error of the kernel.</param>
/// <param name="Text">The reason and the remedy, without a full stop at the end.</param>
public sealed record FolderObstacle(SystemError Error, string Text)
{
    /// <summary>Describes why a name in a folder could not be opened as a folder.</summary>
    public static FolderObstacle Of(HeldFolder parent, string name, SystemError error)
    {
        var place = PrintableName.Of($"{parent.Path}/{name}");
        return new FolderObstacle(error, error switch
        {
            SystemError.OtherMount => $"{place} is on another mount than {PrintableName.Of(parent.Path)}. Keep the whole zone on one mount",
            SystemError.NotFound => $"{place} does not exist. Create it with its owner, group and rights",
            _ when Entry(parent, name) is { Kind: not FileKind.Folder } other => $"{place} is {other.Kind.Text()} of {UserName.Of(other.Owner)}, not a folder. Remove it or move it away",
            _ when error.IsDenied() => $"{place} cannot be opened: {error.Text()}. Give the service's user the rights to read, write and enter it",
            _ => $"{place} cannot be opened: {error.Text()}. Check its disk",
        });
    }

    private static FileStatus? Entry(HeldFolder parent, string name)
    {
        try
        {
            return parent.StatusOf(name);
        }
        catch (LinuxException)
        {
            return null; // the first error is the one to report
        }
    }
}
