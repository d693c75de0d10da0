using DropZone.Configuration.Notify;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds;

namespace DropZone.Configuration.ZoneSettings;

/// <summary>Reads <c>dropzone.yaml</c>.</summary>
internal static class SettingsReader
{
    private static readonly KeySet Keys =
        new("dropzone.yaml", "zone", "workers", "rescan", "min-free", "network-settle", "default-feed", "give-up", "timezone", "notify", "metrics", "retention", "limits", "logs");

    private static readonly KeySet LogKeys = new("logs", "keep");

    /// <summary>Returns the settings; missing and invalid values have their defaults.</summary>
    public static Settings Read(Entry root)
    {
        var settings = new Settings();
        if (root.Mapping(Keys) is not { } mapping)
            return settings;
        var keep = mapping["logs"]?.Mapping(LogKeys)?["keep"];
        return settings with
        {
            Zone = mapping["zone"] is { } zone ? ZoneFolder(zone) : settings.Zone,
            Workers = mapping["workers"] is { } workers ? WholeNumber.Read(workers, 1, 64) ?? 1 : settings.Workers,
            Rescan = mapping["rescan"] is { } rescan ? Duration.Read(rescan, "1s", "1h") ?? default : settings.Rescan,
            MinFree = mapping["min-free"] is { } free ? Size.Read(free) ?? 0 : settings.MinFree,
            NetworkSettle = mapping["network-settle"] is { } settle
                ? Duration.Read(settle, "1s", "24h") ?? default
                : settings.NetworkSettle,
            GiveUp = mapping["give-up"] is { } age ? GiveUp(age) ?? default : settings.GiveUp,
            DefaultFeed = mapping["default-feed"] is { } feed ? Switch.OnOff(feed) ?? true : settings.DefaultFeed,
            TimeZone = mapping["timezone"] is { } place ? TimeZoneReader.Read(place) ?? settings.TimeZone : settings.TimeZone,
            Notifiers = mapping["notify"] is { } notify ? NotifierReader.Read(notify, feed: null) ?? [] : settings.Notifiers,
            Metrics = mapping["metrics"] is { } metrics ? MetricsReader.Read(metrics) : settings.Metrics,
            Retention = mapping["retention"] is { } retention ? RetentionReader.Read(retention) : settings.Retention,
            Limits = mapping["limits"] is { } limits ? LimitsReader.Read(limits) : settings.Limits,
            LogDays = keep is not null ? Days(keep) ?? 1 : settings.LogDays,
        };
    }

    /// <summary>Returns the path, or null after a complaint.</summary>
    private static string? ZoneFolder(Entry zone)
    {
        if (zone.Text("the folder of the zone") is not { } path)
            return null;
        if (path.StartsWith('/') && path.TrimEnd('/').Length > 0)
            return path;
        zone.Complain($"{Entry.Quoted(path)} is not an absolute path", "write for example `/srv/dropzone`");
        return null;
    }

    /// <summary>Returns how long a job waits for its targets, or null after a complaint.</summary>
    public static TimeSpan? GiveUp(Entry age) => Duration.Read(age, "1s", "365d");

    private static int? Days(Entry keep)
    {
        if (Duration.Read(keep, "1d", "3650d") is not { } duration)
            return null;
        if (duration.Ticks % TimeSpan.TicksPerDay == 0)
            return duration.Days;
        keep.Complain("the duration is not a whole number of days", "write for example `14d`");
        return null;
    }
}
