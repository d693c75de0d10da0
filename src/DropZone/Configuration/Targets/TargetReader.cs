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

    /// <summary>The targets of a feed without <c>load</c>.</summary>
    public static IReadOnlyList<Target> Standard(string feed) => [new DirectoryTarget($"outgoing/{feed}", NameTemplate.Standard)];

    /// <summary>Returns the targets in the order in which they are loaded, or null for an empty list or after a complaint.</summary>
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
                written.ComplainOfKey(AreInZone(target, other) ? $"there is another directory of the zone in line {first.At.Line}" : $"another target, in line {first.At.Line}, is named `{target.Name}`",
                    AreInZone(target, other) ? "remove one of them" : "add a unique name: `name: …`");
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
