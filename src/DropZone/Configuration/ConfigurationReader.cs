using DropZone.Configuration.Feeds;
using DropZone.Configuration.Yaml;
using DropZone.Configuration.ZoneSettings;
using DropZone.Feeds;
using DropZone.Feeds.Values;
using DropZone.Tables.Conversion;

namespace DropZone.Configuration;

/// <summary>Reads <c>dropzone.yaml</c> and <c>feeds.d/*.yaml</c>.</summary>
public static class ConfigurationReader
{
    /// <summary>
    /// Reads a configuration folder; files that are not there mean the defaults.
    /// Returns null and every complaint found if anything is wrong; touches nothing.
    /// </summary>
    public static ZoneConfiguration? Read(string folder, out IReadOnlyList<Complaint> complaints) =>
        Read(folder, TableConversion.Compile, out complaints);

    /// <summary>Where the zone lies that a configuration folder is about, whatever else may be wrong with it; null: it does not say.</summary>
    public static string? ZoneOf(string folder) =>
        new ConfigurationFolder(folder, new ComplaintList()).Settings()?.Root is { } root ? SettingsReader.Read(root).Zone : null;

    internal static ZoneConfiguration? Read(string folder, CompileRules compile, out IReadOnlyList<Complaint> complaints)
    {
        var list = new ComplaintList();
        var files = new ConfigurationFolder(folder, list);
        var root = files.Settings()?.Root;
        var settings = root is null ? new Settings() : SettingsReader.Read(root);
        var feeds = new FeedList(new FeedReader(compile, settings));
        foreach (var file in files.Feeds())
            feeds.Add(file);
        var configuration = new ZoneConfiguration(settings, feeds.InOrder(settings.DefaultFeed)) { Warnings = list.Warnings };
        complaints = list.InOrder();
        return complaints.Count == 0 ? configuration : null;
    }
}
