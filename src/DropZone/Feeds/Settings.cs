using DropZone.Feeds.Notifiers;

namespace DropZone.Feeds;

/// <summary>The settings of a zone: <c>dropzone.yaml</c>.</summary>
public sealed record Settings
{
    /// <summary>The folder of the zone; null: the default of the packages.</summary>
    public string? Zone { get; init; }

    /// <summary>The maximum number of concurrent jobs.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>How often the incoming folders are scanned, in addition to the watcher's notifications.</summary>
    public TimeSpan Rescan { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The minimum free space in bytes; below it no files are claimed.</summary>
    public long MinFree { get; init; } = 256L << 20;

    /// <summary>On file systems without leases: how long a file must be unchanged before it is claimed.</summary>
    public TimeSpan NetworkSettle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether files that match no feed belong to the built-in feed <c>default</c>.</summary>
    public bool DefaultFeed { get; init; } = true;

    /// <summary>The default of how long a sealed job waits for unavailable targets.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The default time zone of expectations.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Receivers of notifications for feeds that configure none.</summary>
    public IReadOnlyList<Notifier> Notifiers { get; init; } = [];

    /// <summary>The destination of metrics; null: none.</summary>
    public MetricsSettings? Metrics { get; init; }

    /// <summary>The limits of a sweep; null: none.</summary>
    public Retention? Retention { get; init; }

    /// <summary>Limits against senders and clients that take more than their share.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>How many days log files are kept.</summary>
    public int LogDays { get; init; } = 14;
}

/// <summary>The destination of metrics: <c>metrics</c> in <c>dropzone.yaml</c>.</summary>
/// <param name="File">Absolute path of a text file that ends in <c>.prom</c>; null: none.</param>
/// <param name="Port">The port on 127.0.0.1; null: not served.</param>
/// <param name="Interval">How often the file is written.</param>
public sealed record MetricsSettings(string? File, int? Port, TimeSpan Interval);
