namespace DropZone.Configuration.Yaml;

/// <summary>The files of a configuration folder, as far as they can be read.</summary>
internal sealed class ConfigurationFolder(string folder, ReadingContext context)
{
    private const string SettingsName = "dropzone.yaml";

    /// <summary>Null: there are none, or they were complained about.</summary>
    public ConfigurationFile? Settings()
    {
        var path = Path.Combine(folder, SettingsName);
        var misnamed = Path.ChangeExtension(path, ".yml");
        if (context.Files.File.Exists(misnamed))
            context.Complaints.AddWholeFile(misnamed, "this file is not read", $"name it {SettingsName}");
        return context.Files.File.Exists(path) ? ConfigurationFile.Load(path, context) : null;
    }

    /// <summary>In the ordinal order of their names: the order in which feeds are tried.</summary>
    public IEnumerable<ConfigurationFile> Feeds()
    {
        var feeds = Path.Combine(folder, "feeds.d");
        if (context.Files.File.Exists(feeds))
            context.Complaints.AddWholeFile(feeds, "this is a file", "it has to be a folder, with one file for each feed");
        if (!context.Files.Directory.Exists(feeds))
            return [];
        try
        {
            // Loaded one by one as they are asked for, so that the complaints come in the order of the files.
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

    /// <summary>Editors and package managers leave <c>.orders.yaml.swp</c>, <c>orders.yaml~</c>, <c>orders.yaml.dpkg-old</c> behind.</summary>
    private static bool IsFeedFile(string name) =>
        !name.StartsWith('.') && Path.GetExtension(name).ToLowerInvariant() is (".yaml" or ".yml");
}
