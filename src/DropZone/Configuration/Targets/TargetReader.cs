using System.Collections.Frozen;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;

namespace DropZone.Configuration.Targets;

/// <summary>Reads the <c>load</c> of a feed.</summary>
internal static class TargetReader
{
    private static readonly FrozenDictionary<string, Func<Entry, Target?>> Readers = new Dictionary<string, Func<Entry, Target?>>
    {
        [PostgresTarget.Word] = TableTargetReader.Postgres,
        [RabbitTarget.Word] = RabbitTargetReader.Read,
        [S3Target.Word] = S3TargetReader.Read,
        [SqliteTarget.Word] = TableTargetReader.Sqlite,
        [CommandTarget.Word] = CommandTargetReader.Read,
        [DirectoryTarget.Word] = DirectoryTargetReader.Read,
    }.ToFrozenDictionary();

    private static readonly KeySet Targets =
        new("load", PostgresTarget.Word, SqliteTarget.Word, S3Target.Word, RabbitTarget.Word, CommandTarget.Word, DirectoryTarget.Word);

    /// <summary>Where a feed without <c>load</c> goes.</summary>
    public static IReadOnlyList<Target> Standard(string feed) => [new DirectoryTarget($"outgoing/{feed}", NameTemplate.Standard)];

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
            if (targets.Find(earlier => earlier.Target.Name == target.Name) is { Target: { } other, Entry: { } first })
            {
                written.ComplainOfKey(AreInZone(target, other) ? "a second directory of the zone is named" : $"a second target is named `{target.Name}`",
                    (AreInZone(target, other) ? "keep one" : "give it a name of its own: `name: …`") + $"; the first stands in line {first.At.Line}");
            }

            targets.Add((target, written));
        }

        // its rename acknowledges all of them at once
        return entry.Complaints.Count > before || targets.Count == 0
            ? null
            : [.. targets.Select(read => read.Target).OrderBy(target => target is DirectoryTarget)];
    }

    private static bool AreInZone(Target one, Target other) => one is DirectoryTarget && other is DirectoryTarget;
}
