using System.Globalization;
using System.Text.Json;
using DropZone.Feeds;
using DropZone.Feeds.Notifiers;
using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Records;

namespace DropZone.Spool;

/// <summary>
/// A zone in use by this process: its lock is held until disposed. One process has a zone open at a time.
/// </summary>
public sealed class OpenZone : IDisposable
{
    private const string HolderName = "pid";
    private readonly ExclusiveLock _lock;

    private OpenZone(Zone zone, ExclusiveLock taken)
    {
        Zone = zone;
        _lock = taken;
    }

    /// <summary>Its paths.</summary>
    public Zone Zone { get; }

    /// <summary>The feeds that do not run because of their folders.</summary>
    public FeedOutages Outages { get; } = new();

    /// <summary>
    /// Creates the folders of a zone, except its configuration; existing files are kept. Returns whether the zone was new. Perhaps root
    /// makes a zone in a folder in which others can write: a new zone uses no folder of another user, and no zone a link.
    /// </summary>
    /// <exception cref="IOException">The folders cannot be made, or one of them cannot be used.</exception>
    public static bool Make(Zone zone, DurableSteps steps, TimeProvider clock, Random random)
    {
        DurableFolder.Ensure(zone.Root);
        var isNew = FileStatus.At(zone.State) is not { Kind: FileKind.Folder } || !File.Exists($"{zone.State}/zone.json");
        if (isNew && FileStatus.At(zone.Root) is { Kind: FileKind.SymbolicLink } link)
            throw new IOException($"{zone.Root} is a symbolic link of {UserName.Of(link.Owner)}, and a new zone is made only in a folder. Name the folder itself");
        foreach (var path in zone.Folders)
        {
            using var folder = HeldFolder.Ensure(path);
            if (isNew && folder.Status().Owner is var owner && owner != 0 && owner != SystemUser.Current && owner != OwnerOf(zone.Root))
                throw new IOException($"{path} belongs to {UserName.Of(owner)}. A new zone uses only folders of root, of this user and of the owner of {zone.Root}. Remove it or move it away");
        }

        if (!isNew)
            return false;
        var identity = string.Create(26, random, static (span, random) => random.GetItems("abcdefghijkmnpqrstuvwxyz23456789", span));
        steps.State.Record("zone.json", new ZoneRecord(ZoneRecord.CurrentFormat, identity, clock.GetUtcNow()), SpoolJson.Default.ZoneRecord);
        return true;
    }

    /// <summary>Opens a zone. Returns null and the holder's process if another process has it open.</summary>
    /// <exception cref="IOException">The zone cannot be used; the message says why.</exception>
    public static OpenZone? TryOpen(Zone zone, out string holder)
    {
        holder = "";
        var path = $"{zone.State}/{HolderName}";
        var taken = ExclusiveLock.TryTake(zone.Working);
        if (taken is null)
        {
            holder = File.Exists(path) ? File.ReadAllText(path).Trim() : "unknown";
            return null;
        }

        try
        {
            CheckFormat(zone);
            File.WriteAllText(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
            return new OpenZone(zone, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Checks the paths that depend on the place of the zone. Returns null, or the mistake in the configuration and its remedy.</summary>
    public static string? FindMistake(Zone zone, ZoneConfiguration configuration)
    {
        foreach (var feed in configuration.Feeds)
        {
            if (feed.Targets.OfType<CopyTarget>().FirstOrDefault(target => IsInside(target.Path, zone.Root)) is { } inside)
                return $"feed {feed.Name}: the target {inside.Name} copies into {inside.Path}, which is in the zone. Write it as `outgoing/…`, without the path of the zone";
            if (feed.Notifiers.OfType<ReplyNotifier>().FirstOrDefault(reply => IsInside(reply.Path, zone.Incoming)) is { } reply)
                return $"feed {feed.Name}: replies to {reply.Path} would be deliveries. Write a path outside of {zone.Incoming}";
        }

        return null;
    }

    /// <summary>Tries the renames without which no delivery of any feed can be claimed.</summary>
    /// <param name="random">For the names of the probes.</param>
    /// <exception cref="IOException">They do not work; the message has the reason and the remedy.</exception>
    public static void Prepare(Zone zone, Random random)
    {
        using var incoming = HeldFolder.Ensure(zone.Incoming);
        using var working = HeldFolder.Ensure(zone.Working);
        RenameProbe.RemoveLeftovers(incoming);
        RenameProbe.RemoveLeftovers(working);
        if (RenameProbe.Try([incoming, working], random) is { } problem)
            throw new IOException(problem);
    }

    private static bool IsInside(string path, string folder) => $"{path}/".StartsWith($"{folder}/", StringComparison.Ordinal);

    /// <summary>The owner of a folder, which may be reached by a link.</summary>
    private static uint? OwnerOf(string folder) => FileStatus.At($"{folder}/.")?.Owner;

    /// <summary>
    /// Checks that the zone is still the one that was locked. Under an unmounted disk there may be folders of the same names; changes
    /// in them are hidden when the disk is mounted again.
    /// </summary>
    /// <exception cref="IOException">It is another one.</exception>
    public void CheckIsThere()
    {
        if (FileStatus.At(Zone.Working)?.IsSameFile(_lock.Status()) != true)
            throw new IOException($"{Zone.Working} is not the folder that this service has locked. Mount the disk of the zone again, or restart the service to use the folder that is there now");
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Whether a service seems to hold the zone now, by process number and name. For messages only; nothing may depend on it.</summary>
    public static bool IsServed(Zone zone)
    {
        var path = $"{zone.State}/{HolderName}";
        return File.Exists(path)
            && int.TryParse(File.ReadAllText(path).Trim(), CultureInfo.InvariantCulture, out var process)
            && File.Exists($"/proc/{process}/comm")
            && File.ReadAllText($"/proc/{process}/comm").StartsWith("dropzone", StringComparison.Ordinal);
    }

    /// <summary>Checks the format for commands that only read. A user without access to <c>state/</c> may read the rest.</summary>
    /// <exception cref="IOException">It is no zone, or has a newer format.</exception>
    public static void CheckReadable(Zone zone)
    {
        try
        {
            _ = FileStatus.At($"{zone.State}/zone.json");
        }
        catch (LinuxException closed) when (closed.Error == SystemError.AccessDenied)
        {
            return;
        }

        CheckFormat(zone);
    }

    /// <exception cref="IOException">It is no zone, or has a newer format.</exception>
    public static void CheckFormat(Zone zone)
    {
        var path = $"{zone.State}/zone.json";
        if (!File.Exists(path))
            throw new IOException($"{zone.Root} is not a zone, or this user cannot read it: {path} does not exist. Name the zone with --zone, or create one with `dropzone init`");
        ZoneRecord? record;
        try
        {
            record = JsonSerializer.Deserialize(File.ReadAllBytes(path), SpoolJson.Default.ZoneRecord);
        }
        catch (JsonException damaged)
        {
            throw new IOException($"{path} is damaged ({damaged.Message}). Restore it from a backup", damaged);
        }

        if (record is null || record.Format > ZoneRecord.CurrentFormat)
        {
            throw new IOException(
                $"{path} has format {record?.Format}; this version supports format {ZoneRecord.CurrentFormat}. Install the version that created the zone, or a newer one");
        }
    }
}
