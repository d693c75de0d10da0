using System.IO.Abstractions;
using DropZone.Configuration;
using DropZone.Configuration.Schema;
using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;
using DropZone.Feeds;
using DropZone.Tables.Conversion;

namespace DropZone.Cli.Checking;

/// <summary>The rules that a check applies, or why there are none. Each complaint is one line with its remedy.</summary>
internal static class RulesFor
{
    /// <summary>Any well-formed CSV, its delimiter found from its lines.</summary>
    public static TableConversion AnyCsv() =>
        TableConversion.Compile(new RuleSet(), out _) ?? throw new InvalidOperationException("The built-in rules do not compile.");

    /// <summary>A feed of the zone's configuration; null and complaints if there is none, or the configuration is wrong.</summary>
    public static Feed? Feed(IFileSystem files, Zone zone, string name, out IReadOnlyList<string> complaints)
    {
        if (!files.Directory.Exists(zone.Etc))
        {
            complaints = [$"there is no configuration in {zone.Etc}; name the zone by --zone DIR, or its configuration by --config DIR"];
            return null;
        }

        if (ConfigurationReader.Read(files, zone.Etc, out var found) is not { } configuration)
        {
            complaints = [.. found.Select(complaint => complaint.ToString())];
            return null;
        }

        var feed = configuration.FeedNamed(name);
        complaints = feed is null ? [Unknown(name, zone, configuration)] : [];
        return feed;
    }

    /// <summary>The rules of a schema or a data package; without a dialect in it the delimiter is found from the lines of the data.</summary>
    /// <param name="data">The path of the data, which picks the resource of a data package; null: they have none.</param>
    public static TableConversion? Schema(IFileSystem files, string path, string? data, out IReadOnlyList<string> complaints)
    {
        complaints = Missing(files, path.IndexOf('#', StringComparison.Ordinal) is > 0 and var hash && !files.File.Exists(path) ? path[..hash] : path) is { } missing ? [missing] : [];
        if (complaints.Count > 0)
            return null;
        var file = SchemaFile.Read(files, path, data, out var found);
        if (file is null)
        {
            complaints = [.. found.Select(complaint => complaint.ToString())];
            return null;
        }

        var conversion = TableConversion.Compile(new RuleSet { Dialects = [file.Dialect ?? new Dialect()], Schemas = file.Schemas }, out var problems);
        complaints = [.. file.Placed(problems).Select(complaint => complaint.ToString())];
        return conversion;
    }

    private static string? Missing(IFileSystem files, string path) =>
        files.Directory.Exists(path) ? $"{path} is a folder; give the file of the schema, a Table Schema in .json or .yaml"
        : !files.File.Exists(path) ? $"there is no file {path}; give the path of a Table Schema, .json or .yaml"
        : Path.GetExtension(path).ToLowerInvariant() is not (".json" or ".yaml" or ".yml") ? $"{path} is no schema by its name; expected the ending .json, .yaml or .yml"
        : null;

    private static string Unknown(string name, Zone zone, ZoneConfiguration configuration)
    {
        var names = configuration.Feeds.Select(feed => feed.Name).ToList();
        var nearest = NearestName.Find(name, names);
        var remedy = nearest is not null ? $"did you mean {nearest}?"
            : names.Count > 0 ? $"it has {string.Join(", ", names)}" : "it has no feeds";
        return $"{zone.Etc} has no feed {name}; {remedy}";
    }
}
