using DropZone.Configuration.Yaml;
using DropZone.Feeds;

namespace DropZone.Configuration.Feeds;

/// <summary>The feeds of a configuration: their names are unique, <c>default</c> is last.</summary>
internal sealed class FeedList(FeedReader reader)
{
    private readonly List<Feed> _feeds = [];
    private readonly Dictionary<string, Entry> _names = [];

    public void Add(ConfigurationFile file)
    {
        var (feed, name) = reader.Read(file);
        if (feed is not null)
            _feeds.Add(feed);
        // An invalid feed still occupies its name.
        if (name?.Node.ToString() is not { } text || _names.TryAdd(text, name))
            return;
        var other = _names[text];
        name.Complain(
            $"another feed is named {Entry.Quoted(text)}: {other.File}, line {other.At.Line}", "rename one of them");
    }

    /// <summary>The feeds in the order in which their patterns are tried.</summary>
    public IReadOnlyList<Feed> InOrder(bool withDefault)
    {
        var configured = _feeds.Find(feed => feed.Name == ZoneConfiguration.DefaultFeed);
        if (!withDefault && _names.TryGetValue(ZoneConfiguration.DefaultFeed, out var name))
            name.Complain("the feed `default` is configured here, but `default-feed` is off in dropzone.yaml", "remove this feed, or that setting");
        IEnumerable<Feed> last = withDefault ? [configured ?? reader.BuiltIn()] : [];
        return [.. _feeds.Where(feed => feed != configured), .. last];
    }
}
