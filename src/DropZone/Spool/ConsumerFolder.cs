using DropZone.Linux;

namespace DropZone.Spool;

/// <summary>
/// The folder of a feed in <c>outgoing/</c> that one group of consumers can read: nothing else of the zone, and no other consumer it.
/// Members pass through <c>outgoing/</c> without listing it. Only the service and root can write in <c>outgoing/</c>.
/// </summary>
public static class ConsumerFolder
{
    private const uint Private = 0x1C0; // 0700, until it has its group
    private const uint ReadByGroup = 0x5E8; // 2750: outputs get the group of the folder
    private const uint OtherUsers = 7;
    private const uint Passable = 1;

    /// <summary>Returns why the group cannot be given the outputs of the feed, and the remedy; null: it can. Changes nothing.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static string? FindProblem(Zone zone, string feed, uint group)
    {
        using var outgoing = HeldFolder.Open(zone.Outgoing);
        var top = outgoing.Status();
        using var folder = outgoing.TryOpen(feed, out var error);
        if (folder is null && error != SystemError.NotFound)
            return $"{zone.Outgoing}/{feed} cannot be opened as a folder: {error.Text()}. Remove it or move it away";
        if (folder?.Status() is { } status)
        {
            if (status.Owner != 0 && status.Owner != SystemUser.Current && status.Owner != top.Owner)
                return $"{folder.Path} belongs to {UserName.Of(status.Owner)}, not to the service. Remove it or move it away";
            if (status.Group != group && folder.Names().Any())
                return $"{folder.Path} contains files, which the consumers could read. Move them away";
        }

        // to let the group pass, all users are let pass, as through incoming/: what they could open then was closed by outgoing/ alone
        return (top.Mode & Passable) == 0 && outgoing.Names().FirstOrDefault(name => IsOpen(outgoing, name)) is { } open
            ? $"{zone.Outgoing}/{PrintableName.Of(open)} would be open to all users. Take away their rights: chmod o= {ShellWord.Of($"{zone.Outgoing}/{open}")}"
            : null;
    }

    /// <summary>Makes the folder, or changes an existing one, and lets the group pass through <c>outgoing/</c>.</summary>
    /// <exception cref="IOException">It cannot be made, or the kernel refuses the rights.</exception>
    public static void Make(Zone zone, string feed, uint group)
    {
        using var outgoing = HeldFolder.Open(zone.Outgoing);
        var top = outgoing.Status();
        if (outgoing.TryMakeFolder(feed, Private) is var made and not (SystemError.None or SystemError.Exists))
            throw new LinuxException(made, "mkdir", $"{zone.Outgoing}/{feed}");
        using (var folder = outgoing.TryOpen(feed, out var error) ?? throw new LinuxException(error, "open", $"{zone.Outgoing}/{feed}"))
        {
            folder.Give(SystemUser.IsRoot ? top.Owner : null, group);
            folder.SetMode(ReadByGroup);
        }

        outgoing.SetMode(top.Mode | Passable);
        outgoing.Sync();
    }

    private static bool IsOpen(HeldFolder folder, string name) =>
        folder.StatusOf(name) is { Kind: not FileKind.SymbolicLink } status && (status.Mode & OtherUsers) != 0;
}
