using System.Globalization;
using System.Text.Json;
using DropZone.Feeds;
using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
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

    /// <summary>Where its things are.</summary>
    public Zone Zone { get; }

    /// <summary>Creates the folders of a zone, except its configuration; existing files are kept. True: it was new.</summary>
    /// <exception cref="IOException">The folders cannot be made.</exception>
    public static bool Make(Zone zone, DurableSteps steps, TimeProvider clock, Random random)
    {
        foreach (var folder in zone.Folders)
            DurableFolder.Ensure(folder);
        if (File.Exists($"{zone.State}/zone.json"))
            return false;
        var identity = string.Create(26, random, static (span, random) => random.GetItems("abcdefghijkmnpqrstuvwxyz23456789", span));
        steps.State.Record("zone.json", new ZoneRecord(ZoneRecord.CurrentFormat, identity, clock.GetUtcNow()), SpoolJson.Default.ZoneRecord);
        return true;
    }

    /// <summary>Null and the holder's process if another process has it open.</summary>
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

    /// <summary>Makes the feeds' folders and tries the renames between them. Null, or what stands in the way.</summary>
    public static string? Prepare(Zone zone, ZoneConfiguration configuration)
    {
        foreach (var feed in configuration.Feeds)
        {
            string[] way =
            [
                zone.Incoming, $"{zone.Incoming}/{feed.Name}", $"{zone.Working}/{feed.Name}", $"{zone.Archive}/{feed.Name}",
                $"{zone.Failed}/{feed.Name}", .. feed.Directory is { } directory ? [$"{zone.Root}/{directory.Path}"] : Array.Empty<string>(),
            ];
            foreach (var folder in way)
                DurableFolder.Ensure(folder);

            // its owner is the service then, whoever asks for a retry
            DurableFolder.Ensure($"{zone.Working}/{JobPlaces.RetryFolder}/{feed.Name}");
            if (RenameProbe.Try(way) is { } problem)
                return problem;
            if (feed.Targets.OfType<CopyTarget>().FirstOrDefault(target => $"{target.Path}/".StartsWith($"{zone.Root}/", StringComparison.Ordinal)) is { } inside)
                return $"feed {feed.Name}: the target {inside.Name} copies into {inside.Path}, which lies in the zone: write it as `outgoing/…`, without the zone's path";
        }

        return null;
    }

    /// <summary>
    /// Sees that the zone is still the one that was locked. Under an unmounted disk there may be folders of the same names: what
    /// is done in them is hidden when the disk is back.
    /// </summary>
    /// <exception cref="IOException">It is not.</exception>
    public void CheckIsThere()
    {
        if (FileStatus.At(Zone.Working)?.IsSameFile(_lock.Status()) != true)
            throw new IOException($"{Zone.Working} is not the folder that this service has locked: mount the disk of the zone again, or restart the service if it is to use what lies there now");
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Whether a service holds the zone now, as far as its number and its name tell: to be said, never to be relied on.</summary>
    public static bool IsServed(Zone zone)
    {
        var path = $"{zone.State}/{HolderName}";
        return File.Exists(path)
            && int.TryParse(File.ReadAllText(path).Trim(), CultureInfo.InvariantCulture, out var process)
            && File.Exists($"/proc/{process}/comm")
            && File.ReadAllText($"/proc/{process}/comm").StartsWith("dropzone", StringComparison.Ordinal);
    }

    /// <summary>The same for who only reads: <c>state/</c> may be closed to him, and what he may see is told nevertheless.</summary>
    /// <exception cref="IOException">It is no zone, or one of a newer format; the message says so.</exception>
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

    /// <exception cref="IOException">It is no zone, or one of a newer format; the message says so.</exception>
    public static void CheckFormat(Zone zone)
    {
        var path = $"{zone.State}/zone.json";
        if (!File.Exists(path))
            throw new IOException($"{zone.Root} is no zone, or not to be read by this user: there is no {path}; name the zone with --zone, or make one with dropzone init");
        ZoneRecord? record;
        try
        {
            record = JsonSerializer.Deserialize(File.ReadAllBytes(path), SpoolJson.Default.ZoneRecord);
        }
        catch (JsonException damaged)
        {
            throw new IOException($"{path} is damaged ({damaged.Message}); put it back from a backup", damaged);
        }

        if (record is null || record.Format > ZoneRecord.CurrentFormat)
        {
            throw new IOException(
                $"{path} says format {record?.Format}, this version knows {ZoneRecord.CurrentFormat}: install the version that made the zone, or a newer one");
        }
    }
}
