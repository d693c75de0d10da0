using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds;

namespace DropZone.Configuration.ZoneSettings;

/// <summary>Reads <c>metrics</c>.</summary>
internal static class MetricsReader
{
    private static readonly KeySet Keys = new("metrics", "file", "port", "interval");

    /// <summary>Returns the settings, or null after complaints.</summary>
    public static MetricsSettings? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        if (mapping["file"] is null && mapping["port"] is null)
        {
            entry.Complain("neither `file` nor `port` is configured", "write `file: /var/lib/prometheus/node-exporter/dropzone.prom`, or `port: 9190`");
            return null;
        }

        var file = mapping["file"] is { } path ? PathOf(path) : null;
        int? port = mapping["port"] is { } number ? WholeNumber.Read(number, 1, 65535) : null;
        var interval = mapping["interval"] is { } pause ? Duration.Read(pause, "1s", "1h") : TimeSpan.FromSeconds(15);
        return interval is null ? null : new MetricsSettings(file, port, interval.Value);
    }

    private static string? PathOf(Entry entry)
    {
        if (AbsolutePath.Read(entry) is not { } path)
            return null;
        if (path.EndsWith(".prom", StringComparison.Ordinal))
            return path;
        entry.Complain($"{Entry.Quoted(path)} does not end in `.prom`", "rename the file: node_exporter reads only `*.prom`");
        return null;
    }
}
