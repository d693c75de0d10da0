using DropZone.Feeds.Notifiers;

namespace DropZone.Feeds;

/// <summary>The settings of a zone: <c>dropzone.yaml</c>.</summary>
public sealed record Settings
{
    /// <summary>Where the zone lies; null: where packages put it.</summary>
    public string? Zone { get; init; }

    /// <summary>How many jobs run at a time.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>How often the incoming folders are scanned, in addition to the watcher's notifications.</summary>
    public TimeSpan Rescan { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Below this many free bytes nothing more is claimed.</summary>
    public long MinFree { get; init; } = 256L << 20;

    /// <summary>Where the file system knows no leases: how long a file must look the same.</summary>
    public TimeSpan NetworkSettle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether files that no feed claims go to the built-in feed <c>default</c>.</summary>
    public bool DefaultFeed { get; init; } = true;

    /// <summary>How long a sealed job waits for targets that are down, where its feed does not say.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Of feeds that expect files and do not say whose time counts.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Receivers of notifications for feeds that configure none.</summary>
    public IReadOnlyList<Notifier> Notifiers { get; init; } = [];

    /// <summary>Where metrics go; null: nowhere.</summary>
    public MetricsSettings? Metrics { get; init; }

    /// <summary>What a sweep removes; null: nothing.</summary>
    public Retention? Retention { get; init; }

    /// <summary>How many days log files are kept.</summary>
    public int LogDays { get; init; } = 14;
}
