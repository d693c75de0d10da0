using System.Collections.Frozen;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Notifiers;

namespace DropZone.Configuration.Notify;

/// <summary>Reads a list <c>notify</c>: that of the zone, or that of a feed.</summary>
internal static class NotifierReader
{
    /// <summary>The keys of every notifier.</summary>
    public static readonly string[] Common = ["on", "include-values", "digest", "name"];

    private static readonly FrozenDictionary<string, Func<Entry, Notifier?>> Readers = new Dictionary<string, Func<Entry, Notifier?>>
    {
        [WebhookNotifier.Word] = WebhookReader.Read,
        [EmailNotifier.Word] = EmailReader.Read,
        [CommandNotifier.Word] = CommandNotifierReader.Read,
    }.ToFrozenDictionary();

    private static readonly KeySet Notifiers = new("notify", WebhookNotifier.Word, EmailNotifier.Word, CommandNotifier.Word);

    private static readonly FrozenDictionary<string, Occasion> Occasions = new Dictionary<string, Occasion>
    {
        ["failed"] = Occasion.Failed,
        ["split"] = Occasion.Split,
        ["archived"] = Occasion.Archived,
        ["skipped"] = Occasion.Skipped,
        ["deferred"] = Occasion.Deferred,
        ["overdue"] = Occasion.Overdue,
        ["unresolved"] = Occasion.Unresolved,
    }.ToFrozenDictionary();

    /// <summary>Returns the notifiers (an empty list disables notifications), or null after a complaint.</summary>
    /// <param name="entry">The list.</param>
    /// <param name="feed">The feed that the list belongs to; null: the zone.</param>
    public static IReadOnlyList<Notifier>? Read(Entry entry, string? feed)
    {
        if (entry.Items("a list of notifiers such as `- webhook: { url: \"https://hooks.example.com/x\" }`") is not { } items)
            return null;
        var before = entry.Complaints.Count;
        var notifiers = new List<Notifier>();
        foreach (var written in items.SelectMany(item => item.Mapping(Notifiers)?.Entries ?? []))
        {
            if (Readers[written.Name](written) is not { } notifier)
                continue;
            if (notifier.Name == ReplyNotifier.Word)
                written.ComplainOfKey($"the name `{ReplyNotifier.Word}` is reserved for the reply to the sender", "choose another name");
            if (notifiers.Exists(earlier => earlier.Name == notifier.Name))
                written.ComplainOfKey($"another notifier is named `{notifier.Name}`", "add a unique name: `name: …`");
            notifiers.Add(notifier with { Feed = feed });
        }

        return entry.Complaints.Count > before ? null : notifiers;
    }

    /// <summary>Returns the notifier with the common settings, or null after a complaint.</summary>
    /// <param name="mapping">The mapping of the notifier.</param>
    /// <param name="word">The type of the notifier, which is its default name.</param>
    /// <param name="make">Creates the notifier under its name; returns null after a complaint.</param>
    public static Notifier? Finish(Mapping mapping, string word, Func<string, Notifier?> make)
    {
        var before = mapping.Self.Complaints.Count;
        var name = mapping["name"] is { } own ? FeedNameReader.Read(own, "notifier") : word;
        var on = mapping["on"] is { } occasions ? On(occasions) : Notifier.StandardOccasions;
        var values = mapping["include-values"] is { } include ? Switch.OnOff(include) : false;
        var notifier = name is null ? null : make(name);
        var digest = mapping["digest"] is { } pause ? Duration.Read(pause, "1s", "24h") : notifier?.Digest;
        return notifier is null || mapping.Self.Complaints.Count > before
            ? null
            : notifier with { On = on!, IncludeValues = values!.Value, Digest = digest!.Value };
    }

    private static HashSet<Occasion>? On(Entry entry)
    {
        Entry[] items = entry.Node is YamlDotNet.RepresentationModel.YamlScalarNode ? [entry] : [.. entry.Items("a list of words such as [failed, split]") ?? []];
        var read = items.Select(item => Choice.Read(item, "occasion", Occasions)).ToList();
        if (read.Count == 0)
            entry.Complain("the list of occasions is empty", $"write one or more of {Entry.Listed(Occasions.Keys)}, or remove the key");
        return read.Count == 0 || read.Contains(null) ? null : [.. read.OfType<Occasion>()];
    }
}
