using System.Text.Json;
using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Records;

namespace DropZone.Spool.Recovery;

/// <summary>
/// How the last run on this zone ended, from <c>state/boot.json</c>; and the heartbeat of this one.
/// </summary>
public sealed class BootHistory
{
    /// <summary>The record in <c>state/</c>, written anew with each heartbeat.</summary>
    public const string RecordName = "boot.json";
    private static readonly TimeSpan WriteBack = TimeSpan.FromMinutes(1);
    private readonly DurableSteps _steps;
    private readonly TimeProvider _clock;

    private BootHistory(DurableSteps steps, TimeProvider clock, Boot boot, BootRecord? last)
    {
        _steps = steps;
        _clock = clock;
        Boot = boot;
        LastHeartbeat = last?.Heartbeat;
        var sameBoot = last?.BootId == boot.Id;
        Crashed = last is { Clean: false } && sameBoot;
        PowerWasCut = last is { Clean: false } && !sameBoot;
        // an older suspicion lasts: what it is about may still wait in incoming
        var carried = last?.Suspect;
        var from = last?.Heartbeat - WriteBack;
        Suspect = PowerWasCut ? new SuspectWindow(carried?.From < from ? carried.From : from!.Value, boot.Started, clock.GetUtcNow()) : carried;
    }

    public Boot Boot { get; }

    /// <summary>The last run ended by itself neither, nor by a reboot: somebody killed it, or it broke.</summary>
    public bool Crashed { get; }

    /// <summary>The machine went down under the last run.</summary>
    public bool PowerWasCut { get; }

    public DateTimeOffset? LastHeartbeat { get; }

    /// <summary>Deliveries touched in it and not yet sealed may be torn; null: none are suspect.</summary>
    public SuspectWindow? Suspect { get; }

    public static BootHistory Read(Zone zone, DurableSteps steps, TimeProvider clock)
    {
        var path = $"{zone.State}/{RecordName}";
        return new BootHistory(steps, clock, Boot.Current(clock), File.Exists(path) ? ReadRecord(path) : null);
    }

    /// <summary>Says that this run is alive, or, at its end, that it ended cleanly.</summary>
    public void Beat(bool clean = false) => _steps.State.Record(
        RecordName,
        new BootRecord(Boot.Id, Environment.ProcessId, _clock.GetUtcNow(), clean, Suspect),
        SpoolJson.Default.BootRecord);

    /// <summary>A damaged record says only that the last run did not end well, and when it was last written.</summary>
    private static BootRecord? ReadRecord(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), SpoolJson.Default.BootRecord);
        }
        catch (JsonException)
        {
            return new BootRecord("", 0, File.GetLastWriteTimeUtc(path), Clean: false, Suspect: null);
        }
    }
}
