using System.Text.Json;
using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Records;

namespace DropZone.Spool.Recovery;

/// <summary>
/// Reads how the last run in this zone ended, from <c>state/boot.json</c>, and writes the heartbeat of this one.
/// </summary>
public sealed class BootHistory
{
    /// <summary>The record in <c>state/</c>, replaced by each heartbeat.</summary>
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
        // an older window is kept: files that it concerns may still be in incoming
        var carried = last?.Suspect;
        var from = last?.Heartbeat - WriteBack;
        Suspect = PowerWasCut ? new SuspectWindow(carried?.From < from ? carried.From : from!.Value, boot.Started, clock.GetUtcNow()) : carried;
    }

    public Boot Boot { get; }

    /// <summary>The last run ended neither cleanly nor by a reboot: it was killed, or it crashed.</summary>
    public bool Crashed { get; }

    /// <summary>The machine lost its power, or was reset, during the last run.</summary>
    public bool PowerWasCut { get; }

    public DateTimeOffset? LastHeartbeat { get; }

    /// <summary>Deliveries that were changed in it and are not yet sealed may be truncated; null if there is no such window.</summary>
    public SuspectWindow? Suspect { get; }

    public static BootHistory Read(Zone zone, DurableSteps steps, TimeProvider clock)
    {
        var path = $"{zone.State}/{RecordName}";
        return new BootHistory(steps, clock, Boot.Current(clock), File.Exists(path) ? ReadRecord(path) : null);
    }

    /// <summary>Records that this run is alive or, at its end, that it ended cleanly.</summary>
    public void Beat(bool clean = false) => _steps.State.Record(
        RecordName,
        new BootRecord(Boot.Id, Environment.ProcessId, _clock.GetUtcNow(), clean, Suspect),
        SpoolJson.Default.BootRecord);

    /// <summary>Reads the record. A damaged one shows only that the last run did not end cleanly, and when it was last written.</summary>
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
