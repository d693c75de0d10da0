using System.IO.Abstractions;
using DropZone.Configuration.Feeds;
using DropZone.Configuration.Yaml;
using DropZone.Configuration.ZoneSettings;
using DropZone.Feeds;
using DropZone.Tables.Conversion;

namespace DropZone.Configuration;

/// <summary>Reads <c>dropzone.yaml</c> and <c>feeds.d/*.yaml</c>. Missing files mean the defaults. Writes nothing.</summary>
public static class ConfigurationReader
{
    /// <summary>Returns the configuration of a folder; null, with every complaint, if anything in it is wrong.</summary>
    public static ZoneConfiguration? Read(IFileSystem files, string folder, out IReadOnlyList<Complaint> complaints) => Read(files, folder, out complaints, out _);

    /// <summary>Returns the configuration of a folder; null, with every complaint, if anything in it is wrong.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="complaints">Everything that is wrong.</param>
    /// <param name="warnings">Valid settings that should be changed, such as a password in a file that all users can read.</param>
    public static ZoneConfiguration? Read(IFileSystem files, string folder, out IReadOnlyList<Complaint> complaints, out IReadOnlyList<Complaint> warnings) =>
        Read(files, folder, TableConversion.Compile, out complaints, out warnings);

    /// <summary>Returns the folder of the zone that a configuration folder names, even if other settings are wrong; null if it names no folder.</summary>
    public static string? ZoneOf(IFileSystem files, string folder) =>
        new ConfigurationFolder(folder, new ReadingContext(files, new ComplaintList())).Settings()?.Root is { } root ? SettingsReader.Read(root).Zone : null;

    internal static ZoneConfiguration? Read(
        IFileSystem files, string folder, CompileRules compile, out IReadOnlyList<Complaint> complaints, out IReadOnlyList<Complaint> warnings)
    {
        var list = new ComplaintList();
        var source = new ConfigurationFolder(folder, new ReadingContext(files, list));
        var root = source.Settings()?.Root;
        var settings = root is null ? new Settings() : SettingsReader.Read(root);
        var feeds = new FeedList(new FeedReader(compile, settings));
        foreach (var file in source.Feeds())
            feeds.Add(file);
        var configuration = new ZoneConfiguration(settings, feeds.InOrder(settings.DefaultFeed));
        complaints = list.InOrder();
        warnings = list.Warnings;
        return complaints.Count == 0 ? configuration : null;
    }
}
