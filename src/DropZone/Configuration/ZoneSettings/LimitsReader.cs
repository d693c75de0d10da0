using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds;

namespace DropZone.Configuration.ZoneSettings;

/// <summary>Reads <c>limits</c>.</summary>
internal static class LimitsReader
{
    private static readonly KeySet Keys = new("limits", "record-size", "record-memory", "workers-per-feed", "waiting-names", "connections", "header-time");

    /// <summary>Returns the limits; invalid values have their defaults.</summary>
    public static Limits Read(Entry entry)
    {
        var limits = new Limits();
        if (entry.Mapping(Keys) is not { } mapping)
            return limits;
        return limits with
        {
            RecordSize = mapping["record-size"] is { } record ? (int?)Bytes(record, 1 << 20, 256 << 20, "1MiB", "256MiB") ?? limits.RecordSize : limits.RecordSize,
            WorkersPerFeed = mapping["workers-per-feed"] is { } workers ? WholeNumber.Read(workers, 1, 64) : null,
            WaitingNames = mapping["waiting-names"] is { } names ? WholeNumber.Read(names, 1000, int.MaxValue) ?? limits.WaitingNames : limits.WaitingNames,
            Connections = mapping["connections"] is { } connections ? WholeNumber.Read(connections, 1, 1024) ?? 1 : limits.Connections,
            HeaderTime = mapping["header-time"] is { } time ? Duration.Read(time, "100ms", "1m") ?? default : limits.HeaderTime,
            RecordMemory = mapping["record-memory"] is { } memory ? Bytes(memory, 32 << 20, long.MaxValue, "32MiB", null) : null,
        };
    }

    private static long? Bytes(Entry entry, long least, long most, string leastText, string? mostText)
    {
        if (Size.Read(entry) is not { } size)
            return null;
        if (size >= least && size <= most)
            return size;
        entry.Complain("the size is out of range", mostText is null ? $"write at least {leastText}" : $"write a size from {leastText} to {mostText}");
        return null;
    }
}
