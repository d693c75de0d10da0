using System.IO.Abstractions;
using DropZone.Configuration;
using DropZone.Configuration.Schema;
using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;
using DropZone.Feeds;
using DropZone.Tables.Conversion;

namespace DropZone.Cli.Checking;

/// <summary>Finds the rules that a check applies. Each complaint is one line with its remedy.</summary>
internal static class RulesFor
{
    /// <summary>Returns rules that accept any well-formed CSV; the delimiter is detected.</summary>
    public static TableConversion AnyCsv() =>
        TableConversion.Compile(new RuleSet(), out _) ?? throw new InvalidOperationException("The built-in rules do not compile.");

    /// <summary>Returns a feed of the zone's configuration, or null and complaints if it is missing or the configuration is invalid.</summary>
    public static Feed? Feed(IFileSystem files, Zone zone, string name, out IReadOnlyList<string> complaints)
    {
        if (!files.Directory.Exists(zone.Etc))
        {
            complaints = [$"There is no configuration in {zone.Etc}. Give the zone with --zone DIR, or its configuration with --config DIR."];
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

    /// <summary>Returns the rules of a schema or a data package; the delimiter is detected unless a dialect sets it.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The path of the schema.</param>
    /// <param name="data">The path of the data, which selects the resource of a data package; null: standard input.</param>
    /// <param name="complaints">Why there are no rules.</param>
    /// <param name="warnings">One line for each key that is ignored and probably misspelled.</param>
    public static TableConversion? Schema(IFileSystem files, string path, string? data, out IReadOnlyList<string> complaints, out IReadOnlyList<string> warnings)
    {
        warnings = [];
        complaints = Missing(files, path.IndexOf('#', StringComparison.Ordinal) is > 0 and var hash && !files.File.Exists(path) ? path[..hash] : path) is { } missing ? [missing] : [];
        if (complaints.Count > 0)
            return null;
        var file = SchemaFile.Read(files, path, data, out var found);
        if (file is null)
        {
            complaints = [.. found.Select(complaint => complaint.ToString())];
            return null;
        }

        warnings = [.. file.Warnings.Select(warning => $"warning: {warning}")];
        var conversion = TableConversion.Compile(new RuleSet { Dialects = [file.Dialect ?? new Dialect()], Schemas = file.Schemas }, out var problems);
        complaints = [.. file.Placed(problems).Select(complaint => complaint.ToString())];
        return conversion;
    }

    private static string? Missing(IFileSystem files, string path) =>
        files.Directory.Exists(path) ? $"{path} is a folder. Give the file of a Table Schema, .json or .yaml."
        : !files.File.Exists(path) ? $"There is no file {path}. Give the path of a Table Schema, .json or .yaml."
        : Path.GetExtension(path).ToLowerInvariant() is not (".json" or ".yaml" or ".yml") ? $"{path} does not have the name of a schema. Expected the extension .json, .yaml or .yml."
        : null;

    private static string Unknown(string name, Zone zone, ZoneConfiguration configuration)
    {
        var names = configuration.Feeds.Select(feed => feed.Name).ToList();
        var nearest = NearestName.Find(name, names);
        var remedy = nearest is not null ? $"Did you mean {nearest}?"
            : names.Count > 0 ? $"Its feeds: {string.Join(", ", names)}" : "It has no feeds.";
        return $"{zone.Etc} has no feed {name}. {remedy}";
    }
}
