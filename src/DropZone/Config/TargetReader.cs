using System.Collections.Frozen;

namespace DropZone.Config;

/// <summary>Reads the <c>load</c> of a feed.</summary>
internal static class TargetReader
{
    private static readonly FrozenDictionary<string, Func<Entry, Target?>> Readers = new Dictionary<string, Func<Entry, Target?>>
    {
        [PostgresTarget.Word] = TableTargetReader.Postgres,
        [SqliteTarget.Word] = TableTargetReader.Sqlite,
        [DirectoryTarget.Word] = Directory,
    }.ToFrozenDictionary();

    private static readonly KeySet Targets = new("load", PostgresTarget.Word, SqliteTarget.Word, DirectoryTarget.Word)
    {
        Planned = ["s3", "rabbitmq", "command"],
    };

    private static readonly KeySet DirectoryKeys = new("directory", "path");

    /// <summary>Where a feed without <c>load</c> goes.</summary>
    public static IReadOnlyList<Target> Standard(string feed) => [new DirectoryTarget($"outgoing/{feed}")];

    /// <summary>The targets in the order in which they are asked; null: none is named, or one was complained about.</summary>
    public static IReadOnlyList<Target>? Read(Entry entry)
    {
        if (entry.Items("a list of targets such as `- directory: { path: outgoing/orders }`") is not { } items)
            return null;
        var before = entry.Complaints.Count;
        var targets = new List<(Target Target, Entry Entry)>();
        foreach (var written in items.SelectMany(item => item.Mapping(Targets)?.Entries ?? []))
        {
            if (Readers[written.Name](written) is not { } target)
                continue;
            if (targets.Find(other => other.Target.Name == target.Name) is { Entry: { } first })
            {
                written.ComplainOfKey(target is DirectoryTarget ? "a second directory is named" : $"a second target is named `{target.Name}`",
                    (target is DirectoryTarget ? "keep one" : "give it a name of its own: `name: …`") + $"; the first stands in line {first.At.Line}");
            }

            targets.Add((target, written));
        }

        // its rename acknowledges all of them at once
        return entry.Complaints.Count > before || targets.Count == 0
            ? null
            : [.. targets.Select(read => read.Target).OrderBy(target => target is DirectoryTarget)];
    }

    private static DirectoryTarget? Directory(Entry entry) =>
        entry.Mapping(DirectoryKeys)?.Required("path", "write for example `path: outgoing/orders`") is { } path && ZonePath.Read(path) is { } folder
            ? new DirectoryTarget(folder)
            : null;
}
