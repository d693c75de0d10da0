using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds;

namespace DropZone.Configuration.ZoneSettings;

/// <summary>Reads <c>retention</c>.</summary>
internal static class RetentionReader
{
    private static readonly KeySet Keys = new("retention", "archive", "archive-size", "receipts", "compress", "failed");

    /// <summary>Returns the settings, or null after a complaint.</summary>
    public static Retention? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var retention = new Retention
        {
            Archive = Age(mapping["archive"]),
            ArchiveSize = mapping["archive-size"] is { } size ? Size.Read(size) : null,
            Receipts = Age(mapping["receipts"]),
            Compress = Age(mapping["compress"]),
            Failed = Age(mapping["failed"]),
        };
        if (retention.Receipts is { } receipts && (retention.Archive is not { } archive || receipts < archive))
        {
            mapping["receipts"]!.Complain("receipts would be deleted before the originals they belong to", retention.Archive is null
                ? "write `archive: …`, at most the duration of `receipts`" : "write at least the duration of `archive`");
        }

        return retention;
    }

    private static TimeSpan? Age(Entry? entry) => entry is null ? null : Duration.Read(entry, "1d", "36500d");
}
