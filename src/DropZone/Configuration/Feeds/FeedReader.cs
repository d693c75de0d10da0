using System.Collections.Frozen;
using System.Security.Cryptography;
using DropZone.Configuration.Notify;
using DropZone.Configuration.Schema;
using DropZone.Configuration.Targets;
using DropZone.Configuration.Transform;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Configuration.ZoneSettings;
using DropZone.Csv.Dialects;
using DropZone.Feeds;
using DropZone.Feeds.Notifiers;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Tables.Conversion;

namespace DropZone.Configuration.Feeds;

/// <summary>Reads one file of <c>feeds.d/</c>.</summary>
internal sealed class FeedReader(CompileRules compile, Settings settings)
{
    private static readonly KeySet Keys = new(
        "a feed", "feed", "match", "settle", "complete", "blank-rows", "bad-rows", "max-bad-rows", "min-rows", "trailing-delimiter", "footer-rows",
        "footer-match", "dialect", "schema", "references",
        "max-unpacked-size", "unreadable", "duplicates", "transform", "output", "load", "give-up", "order", "expect", "reply", "notify")
    {
        Elsewhere = new Dictionary<string, string>
        {
            ["fields"] = "below `schema`, or, if this file is a Table Schema, move it out of feeds.d/",
            ["delimiter"] = "below `dialect`",
            ["quoteChar"] = "below `dialect`",
            ["marker"] = "below `complete`",
            ["checksum"] = "below `complete`",
            ["gzip"] = "below `output`",
            ["csv-injection"] = "below `output`",
            ["directory"] = "in the list `load`",
            ["sqlite"] = "in the list `load`",
            ["postgres"] = "in the list `load`",
            ["s3"] = "in the list `load`",
            ["rabbitmq"] = "in the list `load`",
            ["webhook"] = "in the list `notify`",
            ["email"] = "in the list `notify`",
        },
    };

    private static readonly TimeSpan StandardSettle = TimeSpan.FromSeconds(1);

    private static readonly FrozenDictionary<string, BlankRows> BlankRowsWords = new Dictionary<string, BlankRows>
    {
        ["fail"] = BlankRows.Fail,
        ["skip"] = BlankRows.Skip,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, FeedOrder> Orders = new Dictionary<string, FeedOrder>
    {
        ["free"] = FeedOrder.Free,
        ["strict"] = FeedOrder.Strict,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, UnreadableFiles> UnreadableWords = new Dictionary<string, UnreadableFiles>
    {
        ["take"] = UnreadableFiles.Take,
        ["quarantine"] = UnreadableFiles.Quarantine,
    }.ToFrozenDictionary();

    /// <summary>The built-in feed: accepts any well-formed CSV and detects its delimiter.</summary>
    public Feed BuiltIn()
    {
        var rules = new RuleSet { MaxRecordSize = settings.Limits.RecordSize };
        return new Feed
        {
            Name = ZoneConfiguration.DefaultFeed,
            Rules = rules,
            Conversion = compile(rules, out var problems)
                ?? throw new InvalidOperationException($"The built-in rules do not compile: {string.Join("; ", problems)}"),
            Targets = TargetReader.Standard(ZoneConfiguration.DefaultFeed),
            GiveUp = settings.GiveUp,
            Notifiers = settings.Notifiers,
            Digest = Digest([], []),
        };
    }

    /// <summary>Returns the feed and the entry of its name; the feed is null after any complaint.</summary>
    public (Feed? Feed, Entry? Name) Read(ConfigurationFile file)
    {
        if (file.Root is not { } root)
            return (null, null);
        var before = root.Complaints.Count;
        if (root.Mapping(Keys) is not { } mapping)
            return (null, null);
        var nameEntry = mapping.Required("feed", "name it: `feed: orders`");
        var name = nameEntry is null ? null : FeedNameReader.Read(nameEntry);
        var match = mapping["match"] is { } globs ? MatchReader.Read(globs) : [];
        var settle = mapping["settle"] is { } quiet ? Duration.Read(quiet, "0s", "24h") : StandardSettle;
        var complete = mapping["complete"] is { } rule ? CompleteReader.Read(rule) : null;
        var duplicates = mapping["duplicates"] is { } same ? DuplicatesReader.Read(same) : Duplicates.Standard;
        var targets = mapping["load"] is { } load ? TargetReader.Read(load) : null;
        var giveUp = mapping["give-up"] is { } age ? SettingsReader.GiveUp(age) : settings.GiveUp;
        var order = mapping["order"] is { } turns ? Choice.Read(turns, "order", Orders) : FeedOrder.Free;
        var unreadable = mapping["unreadable"] is { } unread ? Choice.Read(unread, "value for unreadable", UnreadableWords) : UnreadableFiles.Take;
        var expectation = mapping["expect"] is { } expect ? ExpectationReader.Read(expect, settings.TimeZone) : null;
        var notifiers = mapping["notify"] is { } notify ? NotifierReader.Read(notify, name) : settings.Notifiers;
        var reply = mapping["reply"] is { } answer ? ReplyReader.Read(answer) : null;
        var (rules, schemas) = Rules(mapping, match ?? [], targets ?? []);
        var conversion = rules is null ? null : Compiled(rules, root, [.. schemas.Select(schema => schema.Root)]);
        var commands = rules is null ? [] : Commands(rules, root);
        if (name == ZoneConfiguration.DefaultFeed && mapping["match"] is { } useless)
            useless.ComplainOfKey("`default` takes every file that no other feed matches", "remove `match`, or give the feed another name");
        if (root.Complaints.Count > before || name is null || conversion is null)
            return (null, nameEntry);
        var feed = new Feed
        {
            Name = name,
            Match = match!,
            Settle = settle!.Value,
            Complete = complete,
            Order = order!.Value,
            Unreadable = unreadable!.Value,
            Duplicates = duplicates!,
            Rules = rules!,
            Conversion = conversion,
            Commands = commands,
            Targets = targets ?? TargetReader.Standard(name),
            GiveUp = giveUp!.Value,
            Expectation = expectation,
            Notifiers = reply is null ? notifiers! : [.. notifiers!, ReplyNotifier.Of(name, reply)],
            Digest = Digest(file.Bytes, [.. schemas.SelectMany(schema => schema.Bytes)]),
        };
        return (feed, nameEntry);
    }

    /// <summary>Returns the rules, or null after any complaint.</summary>
    private (RuleSet? Rules, IReadOnlyList<SchemaVersion> Schemas) Rules(Mapping mapping, IReadOnlyList<string> match, IReadOnlyList<Target> targets)
    {
        var before = mapping.Self.Complaints.Count;
        var rows = mapping["blank-rows"] is { } blank
            ? Choice.Read(blank, "value for blank-rows", BlankRowsWords) ?? BlankRows.Fail
            : BlankRows.Fail;
        var (badRows, maxBadRows) = BadRowsReader.Read(mapping);
        var reader = new SchemaReader(resource => resource.IsNamed(name => match.Any(glob => Glob.Fits(glob, name))));
        var schemas = mapping["schema"] is { } entry ? reader.Read(entry) : [];
        var dialects = mapping["dialect"] is { } written ? DialectReader.ReadAll(written)
            : schemas.Any(schema => schema.Dialect is not null) ? [.. schemas.Select(schema => schema.Dialect ?? DialectReader.Standard).Distinct()]
            : [DialectReader.Standard];
        dialects = LayoutReader.Read(mapping, dialects);
        var minRows = mapping["min-rows"] is { } least ? WholeNumber.Read(least, 0, int.MaxValue) : null;
        var replaces = minRows is null && targets.Any(target => target is TableTarget { Mode: LoadMode.Replace });
        var references = mapping["references"] is { } tables ? ReferenceReader.Read(tables) : [];
        var unpacked = mapping["max-unpacked-size"] is { } limit ? Size.Read(limit) : null;
        var steps = mapping["transform"] is { } transform ? StepReader.Read(transform) : [];
        var output = mapping["output"] is { } form ? OutputReader.Read(form, dialects) : new OutputDialect();
        return mapping.Self.Complaints.Count > before
            ? (null, schemas)
            : (new RuleSet
            {
                Dialects = dialects,
                Schemas = [.. schemas.Select(schema => schema.Schema!)],
                References = references,
                BlankRows = rows,
                BadRows = badRows,
                MaxBadRows = maxBadRows,
                FooterMatch = LayoutReader.FooterMatch(mapping),
                MinRows = minRows ?? (replaces ? 1 : 0),
                ReplacesRows = replaces,
                AreRead = targets.Any(target => target.TakesRows),
                Steps = steps!,
                Output = output!,
                MaxUnpackedSize = unpacked ?? new RuleSet().MaxUnpackedSize,
                MaxRecordSize = settings.Limits.RecordSize,
            }, schemas);
    }

    private TableConversion? Compiled(RuleSet rules, Entry feed, IReadOnlyList<Entry> schemas)
    {
        var conversion = compile(TransformCut.First(rules), out var problems);
        foreach (var problem in problems.Concat(TransformCut.Problems(rules)))
            feed.Complaints.Add(RuleProblemPlace.Find(feed, schemas, problem));
        return conversion;
    }

    /// <summary>Returns an empty list after a complaint.</summary>
    private List<CommandStage> Commands(RuleSet rules, Entry feed)
    {
        var stages = new List<CommandStage>();
        foreach (var (command, after) in TransformCut.Later(rules))
        {
            var conversion = compile(after, out var problems);
            foreach (var problem in problems)
                feed.Complaints.Add(RuleProblemPlace.Find(feed, [], problem));
            if (conversion is not null)
                stages.Add(new CommandStage(command.Program, conversion));
        }

        return stages;
    }

    private static string Digest(byte[] feed, byte[] schemas) => Convert.ToHexStringLower(SHA256.HashData([.. feed, .. schemas]));
}
