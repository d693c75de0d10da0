using DropZone.Linux;

namespace DropZone.Spool;

/// <summary>
/// The folder of a new feed in <c>incoming/</c>, where members of a group may write while root makes it. A new one is made in a
/// private folder and renamed to its place, so that it cannot be exchanged before it has its rights. An existing one is used only if
/// it is known to be the service's: nothing that a sender put there is ever given rights.
/// </summary>
public sealed class FeedFolder : IDisposable
{
    private const uint Private = 0x1C0;       // 0700
    private const uint Default = 0x1FF;       // 0777, less the umask
    private const uint SharedByGroup = 0x5F8; // 2770: what is made there belongs to the group, too
    private const string PrivatePrefix = ".dropzone-new-"; // hidden, so that it is never taken for a delivery
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const int MaxAttempts = 16;
    private static readonly TimeSpan OldestCommand = TimeSpan.FromMinutes(10);

    private readonly HeldFolder _incoming;
    private readonly string _feed;
    private readonly string? _group;
    private readonly uint? _groupNumber;
    private readonly uint? _owner;
    private readonly Random _random;
    private HeldFolder? _existing;
    private bool _isReplaced;
    private HeldFolder? _private;
    private string _privateName = "";
    private HeldFolder? _new;

    private FeedFolder(HeldFolder incoming, string feed, string? group, Random random)
    {
        _incoming = incoming;
        _feed = feed;
        _group = group;
        _random = random;
        _groupNumber = group is null ? null : SystemUser.GroupNumber(group) ?? throw new IOException($"There is no group {group}");
        _owner = SystemUser.IsRoot ? incoming.Status().Owner : null;
    }

    /// <summary>Checks what has the name of the feed, and prepares a new folder if there is none to use. Nothing visible is changed yet.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="feed">The name of the feed.</param>
    /// <param name="group">The group that may drop files; null: unchanged.</param>
    /// <param name="random">For the name of the private folder.</param>
    /// <param name="problem">Why the folder cannot be used, and the remedy; null if it can.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static FeedFolder Prepare(Zone zone, string feed, string? group, Random random, out string? problem)
    {
        var folder = new FeedFolder(HeldFolder.Open(zone.Incoming), feed, group, random);
        try
        {
            problem = folder.FindExisting();
            if (problem is null && (folder._existing is null || folder._isReplaced))
                folder.MakeNew();
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Removes the private folders that killed commands left, as far as nothing is in them: one named for the feed may be. Younger ones
    /// may belong to a command that is running.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static void RemoveLeftovers(Zone zone, DateTimeOffset now)
    {
        using var incoming = HeldFolder.Open(zone.Incoming);
        foreach (var name in incoming.Names().Where(name => name.StartsWith(PrivatePrefix, StringComparison.Ordinal)))
        {
            using var left = incoming.TryOpen(name, out _);
            if (left is null || now - left.Status().Changed < OldestCommand)
                continue;
            if (left.Names().Take(2).ToList() is [var feed])
                _ = left.TryRemove(feed, isFolder: true);
            _ = incoming.TryRemove(name, isFolder: true);
        }
    }

    private string Place => $"{_incoming.Path}/{_feed}";

    /// <summary>Gives the folder its owner, group and name. Returns null, or why it has not, and the remedy.</summary>
    /// <exception cref="LinuxException">The kernel refuses the rights.</exception>
    public string? Activate()
    {
        if (_new is null)
        {
            GiveRights(_existing!);
            return null;
        }

        if (_isReplaced && _incoming.TryRemove(_feed, isFolder: true) is var kept and not (SystemError.None or SystemError.NotFound))
            return $"{Place} cannot be replaced by a folder of the group {_group}: {kept.Text()}. Remove it or move it away";
        var error = AtomicRename.Try(_private!, _feed, _incoming, _feed);
        if (error == SystemError.Exists)
            return $"{Place} was created by another program in this moment. Run the command again";
        if (error != SystemError.None)
            throw new LinuxException(error, "rename", $"{_new.Path} to {Place}");
        RemovePrivate();
        _incoming.Sync();
        return null;
    }

    public void Dispose()
    {
        if (_private is not null)
            RemovePrivate();
        _new?.Dispose();
        _existing?.Dispose();
        _incoming.Dispose();
    }

    private void RemovePrivate()
    {
        _ = _private!.TryRemove(_feed, isFolder: true); // not there if it has its place
        _private.Dispose();
        _private = null;
        _ = _incoming.TryRemove(_privateName, isFolder: true);
    }

    private string? FindExisting()
    {
        _existing = _incoming.TryOpen(_feed, out var error);
        if (_existing is null)
            return error == SystemError.NotFound && _incoming.StatusOf(_feed) is null ? null : Explain(error);

        // checked on the descriptor: under the name there may be another one by now
        var status = _existing.Status();
        if (status.Owner != 0 && status.Owner != SystemUser.Current && status.Owner != _incoming.Status().Owner)
            return $"{Place} belongs to {UserName.Of(status.Owner)}, not to the service. Remove it or move it away";
        _isReplaced = _groupNumber is { } group && status.Group != group;

        // it may be the folder of another feed under a new name; an empty one is replaced, so that the group gets no right to it
        return _isReplaced && _existing.Names().Any()
            ? $"{Place} contains files, which the group {_group} could read and change. Move them away"
            : null;
    }

    private string Explain(SystemError error) => error switch
    {
        SystemError.OtherMount => $"{Place} is on another mount than {_incoming.Path}. Unmount it",
        _ when _incoming.StatusOf(_feed) is { Kind: not FileKind.Folder } other => $"{Place} is {other.Kind.Text()} of {UserName.Of(other.Owner)}, not a folder. Remove it or move it away",
        _ => $"{Place} cannot be opened: {error.Text()}. Remove it or move it away",
    };

    private void MakeNew()
    {
        for (var attempt = 1; ; attempt++)
        {
            _privateName = PrivatePrefix + _random.GetString(Letters, 8);
            var error = _incoming.TryMakeFolder(_privateName, Private);
            if (error == SystemError.None)
                break;
            if (error != SystemError.Exists || attempt == MaxAttempts)
                throw new LinuxException(error, "mkdir", $"{_incoming.Path}/{_privateName}");
        }

        // whatever has this name by now: only this user may write in it, or it is not used
        _private = _incoming.TryOpen(_privateName, out var refused) ?? throw new LinuxException(refused, "open", $"{_incoming.Path}/{_privateName}");
        if (_private.Status() is var status && (status.Owner != SystemUser.Current || (status.Mode & Default) != Private))
            throw new IOException($"{_private.Path} was exchanged by another program in this moment. Run the command again");
        if (_private.TryMakeFolder(_feed, Default) is var failed and not SystemError.None)
            throw new LinuxException(failed, "mkdir", $"{_private.Path}/{_feed}");
        _new = _private.TryOpen(_feed, out refused) ?? throw new LinuxException(refused, "open", $"{_private.Path}/{_feed}");
        GiveRights(_new);
    }

    private void GiveRights(HeldFolder folder)
    {
        if (_owner is not null || _groupNumber is not null)
            folder.Give(_owner, _groupNumber);
        if (_groupNumber is not null)
            folder.SetMode(SharedByGroup);
    }
}
