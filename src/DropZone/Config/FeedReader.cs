using System.Collections.Frozen;
using System.Security.Cryptography;
using DropZone.Rules;

namespace DropZone.Config;

/// <summary>Reads one file of <c>feeds.d/</c>.</summary>
internal sealed class FeedReader(RuleCompiler compile)
{
    private static readonly KeySet Keys = new(
        "a feed", "feed", "match", "settle", "complete", "blank-rows", "max-unpacked-size", "dialect", "schema", "references", "transform", "load")
    {
        Planned = ["duplicates", "bad-rows", "max-bad-rows", "order", "expect", "reply", "notify", "give-up"],
        Elsewhere = new Dictionary<string, string>
        {
            ["fields"] = "below `schema`; a Table Schema in a file of its own lies outside feeds.d/",
            ["delimiter"] = "below `dialect`",
            ["quoteChar"] = "below `dialect`",
            ["marker"] = "below `complete`",
            ["checksum"] = "below `complete`",
            ["directory"] = "in the list `load`",
        },
    };

    private static readonly TimeSpan StandardSettle = TimeSpan.FromSeconds(1);

    private static readonly FrozenDictionary<string, BlankRows> BlankRowsWords = new Dictionary<string, BlankRows>
    {
        ["fail"] = BlankRows.Fail,
        ["skip"] = BlankRows.Skip,
    }.ToFrozenDictionary();

    /// <summary>The feed that is there when none is configured: any well-formed CSV, its delimiter found from its lines.</summary>
    public Feed BuiltIn()
    {
        var rules = new RuleSet();
        return new Feed
        {
            Name = Configuration.DefaultFeed,
            Rules = rules,
            Conversion = compile(rules, out var problems)
                ?? throw new InvalidOperationException($"The built-in rules do not compile: {string.Join("; ", problems)}"),
            Target = TargetReader.Standard(Configuration.DefaultFeed),
            Digest = Digest([], []),
        };
    }

    /// <summary>The feed and the entry of its name; the feed is null if anything of it was complained about.</summary>
    public (Feed? Feed, Entry? Name) Read(ConfigurationFile file)
    {
        if (file.Root is not { } root)
            return (null, null);
        var before = root.Complaints.Count;
        if (root.Mapping(Keys) is not { } mapping)
            return (null, null);
        var nameEntry = mapping.Required("feed", "name it: `feed: orders`");
        var name = nameEntry is null ? null : FeedName.Read(nameEntry);
        var match = mapping["match"] is { } globs ? MatchReader.Read(globs) : [];
        var settle = mapping["settle"] is { } quiet ? Duration.Read(quiet, "0s", "24h") : StandardSettle;
        var complete = mapping["complete"] is { } rule ? CompleteReader.Read(rule) : null;
        var target = mapping["load"] is { } load ? TargetReader.Read(load) : null;
        var (rules, schema) = Rules(mapping);
        var conversion = rules is null ? null : Compiled(rules, root, schema?.Root);
        if (name == Configuration.DefaultFeed && mapping["match"] is { } useless)
            useless.ComplainOfKey("`default` takes every file that no other feed matches", "remove `match`, or give the feed another name");
        if (root.Complaints.Count > before || name is null || conversion is null)
            return (null, nameEntry);
        var feed = new Feed
        {
            Name = name,
            Match = match!,
            Settle = settle!.Value,
            Complete = complete,
            Rules = rules!,
            Conversion = conversion,
            Target = target ?? TargetReader.Standard(name),
            Digest = Digest(file.Bytes, schema?.Bytes ?? []),
        };
        return (feed, nameEntry);
    }

    /// <summary>The rules, null if one of them was complained about.</summary>
    private static (RuleSet? Rules, SchemaReader.Found? Schema) Rules(Mapping mapping)
    {
        var before = mapping.Self.Complaints.Count;
        var rows = mapping["blank-rows"] is { } blank
            ? Choice.Read(blank, "value for blank-rows", BlankRowsWords) ?? BlankRows.Fail
            : BlankRows.Fail;
        var largest = (mapping["max-unpacked-size"] is { } size ? Size.Read(size) : null) ?? new RuleSet().MaxUnpackedSize;
        var dialects = mapping["dialect"] is { } written ? DialectReader.ReadAll(written) : [DialectReader.Standard];
        var schema = mapping["schema"] is { } entry ? SchemaReader.Read(entry) : null;
        var references = mapping["references"] is { } tables ? ReferenceReader.Read(tables) : [];
        var steps = mapping["transform"] is { } transform ? StepReader.Read(transform) : [];
        return mapping.Self.Complaints.Count > before
            ? (null, schema)
            : (new RuleSet
            {
                Dialects = dialects,
                Schemas = schema?.Schema is { } one ? [one] : [],
                References = references,
                BlankRows = rows,
                MaxUnpackedSize = largest,
                Steps = steps!,
            }, schema);
    }

    private Conversion? Compiled(RuleSet rules, Entry feed, Entry? schema)
    {
        var conversion = compile(rules, out var problems);
        foreach (var problem in problems)
        {
            const string Schema = "schema";
            var place = schema is not null && problem.Path.StartsWith(Schema, StringComparison.Ordinal)
                ? RuleProblemPlace.Find(schema, problem.Path[Schema.Length..])
                : RuleProblemPlace.Find(feed, problem.Path);
            feed.Complaints.Add(place.File, place.At, problem.Path, problem.Message.TrimEnd('.'), "");
        }
        return conversion;
    }

    private static string Digest(byte[] feed, byte[] schema) => Convert.ToHexStringLower(SHA256.HashData([.. feed, .. schema]));
}
