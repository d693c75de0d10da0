using DropZone.Linux;
using DropZone.Spool.Folders;
using DropZone.Spool.Jobs;

namespace DropZone.Spool;

/// <summary>
/// The folders that a delivery of one feed passes, from <c>incoming/</c> to its output. They are opened with each check; the renames
/// between them are tried only when one of them is another than before, so that a check of a sound feed writes nothing.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="feed">The name of the feed.</param>
/// <param name="output">The folder of its output, relative to the zone; null: its output leaves the zone.</param>
internal sealed class FeedWay(Zone zone, string feed, string? output)
{
    private readonly string _incoming = $"incoming/{feed}";

    // made at the start, so that its owner is the service, whichever user requests a retry
    private readonly string _retry = $"working/{JobPlaces.RetryFolder}/{feed}";
    private readonly string _working = $"working/{feed}";
    private IReadOnlyList<Identity>? _proved;

    /// <summary>Whether the last check could open the folder of the feed's active jobs.</summary>
    public bool HasWorking { get; private set; }

    /// <summary>Checks the folders. Returns null, or the problem and its remedy.</summary>
    /// <param name="isStart">
    /// Whether missing folders are made. Later they are not: the disk of the zone may be unmounted, and an incoming folder would not have the
    /// group of its senders. The others are made again when a job needs them.
    /// </param>
    /// <param name="isProbed">Whether the renames are tried in any case.</param>
    /// <param name="random">For the names of probes.</param>
    /// <exception cref="IOException">The disk or the system fails, not these folders alone.</exception>
    public string? Check(bool isStart, bool isProbed, Random random)
    {
        using var root = HeldFolder.OpenLinked(zone.Root);
        var folders = new List<HeldFolder>();
        try
        {
            if (Open(root, isStart, folders) is { } obstacle)
            {
                _proved = null;
                return obstacle.Error.IsOfMachine() ? throw new LinuxException(obstacle.Error, "open", obstacle.Text) : obstacle.Text;
            }

            List<Identity> found = [.. folders.Select(Identity.Of)];
            if (!isProbed && _proved?.SequenceEqual(found) == true)
                return null;
            _proved = null;
            if (isStart)
                folders.ForEach(RenameProbe.RemoveLeftovers);
            var problem = Probe(root, folders, random);
            _proved = problem is null ? found : null;
            return problem;
        }
        catch (LinuxException failure) when (!failure.Error.IsOfMachine())
        {
            return $"{failure.Message}. Check the folders of the feed";
        }
        finally
        {
            folders.ForEach(folder => folder.Dispose());
        }
    }

    /// <summary>Opens the folders in the order of the renames. Returns the first obstacle.</summary>
    private FolderObstacle? Open(HeldFolder root, bool isStart, List<HeldFolder> folders)
    {
        FolderObstacle? first = null;
        HasWorking = false;
        foreach (var path in new[] { _retry, _incoming, _working, $"archive/{feed}", $"failed/{feed}", output })
        {
            if (path is null)
                continue;
            var folder = FolderBeneath.TryOpen(root, path, isStart, out var obstacle);
            if (isStart || path == _incoming || obstacle?.Error != SystemError.NotFound)
                first ??= obstacle;
            HasWorking |= path == _working && folder is not null;
            if (folder is not null)
                folders.Add(folder);
        }

        return first;
    }

    private static string? Probe(HeldFolder root, List<HeldFolder> folders, Random random)
    {
        using var incoming = FolderBeneath.TryOpen(root, "incoming", isMade: false, out var obstacle);
        return incoming is null ? obstacle!.Text : RenameProbe.Try([incoming, .. folders], random);
    }

    /// <summary>What a folder is, without its content.</summary>
    private readonly record struct Identity(ulong Device, ulong Inode, uint Owner, uint Group, uint Mode)
    {
        public static Identity Of(HeldFolder folder)
        {
            var status = folder.Status();
            return new Identity(status.Device, status.Inode, status.Owner, status.Group, status.Mode);
        }
    }
}
