namespace DropZone.Configuration.Yaml;

/// <summary>The readable files of a configuration folder.</summary>
internal sealed class ConfigurationFolder(string folder, ReadingContext context)
{
    private const string SettingsName = "dropzone.yaml";

    /// <summary>Returns the settings, or null if there are none or after a complaint.</summary>
    public ConfigurationFile? Settings()
    {
        var path = Path.Combine(folder, SettingsName);
        var misnamed = Path.ChangeExtension(path, ".yml");
        if (context.Files.File.Exists(misnamed))
            context.Complaints.AddWholeFile(misnamed, "this file is ignored", $"rename it to {SettingsName}");
        return context.Files.File.Exists(path) ? ConfigurationFile.Load(path, context) : null;
    }

    /// <summary>Returns the files of feeds in the ordinal order of their names, which is the order in which feeds are tried.</summary>
    public IEnumerable<ConfigurationFile> Feeds()
    {
        var feeds = Path.Combine(folder, "feeds.d");
        if (context.Files.File.Exists(feeds))
            context.Complaints.AddWholeFile(feeds, "this is a file", "create a folder of this name, with one file for each feed");
        if (!context.Files.Directory.Exists(feeds))
            return [];
        try
        {
            // Loaded lazily, one by one, so that the complaints are in the order of the files.
            return context.Files.Directory.GetFiles(feeds)
                .Where(path => IsFeedFile(Path.GetFileName(path)))
                .OrderBy(Path.GetFileName, StringComparer.Ordinal)
                .Select(path => ConfigurationFile.Load(path, context))
                .OfType<ConfigurationFile>();
        }
        catch (Exception exception) when (exception.IsFileSystemFailure())
        {
            context.Complaints.AddWholeFile(feeds, $"cannot be read: {exception.Message}", "");
            return [];
        }
    }

    /// <summary>Excludes leftovers of editors and package managers: <c>.orders.yaml.swp</c>, <c>orders.yaml~</c>, <c>orders.yaml.dpkg-old</c>.</summary>
    private static bool IsFeedFile(string name) =>
        !name.StartsWith('.') && Path.GetExtension(name).ToLowerInvariant() is (".yaml" or ".yml");
}
