using DropZone.Feeds.Notifiers;
using DropZone.Feeds.Values;

namespace DropZone.Feeds;

/// <summary>The valid configuration of a folder.</summary>
/// <param name="Feeds">In the order of their file names; the feed <c>default</c> last, unless switched off.</param>
public sealed record ZoneConfiguration(Settings Settings, IReadOnlyList<Feed> Feeds)
{
    /// <summary>All notifiers of feeds and of the zone, each once.</summary>
    public IEnumerable<Notifier> Notifiers => Feeds.SelectMany(feed => feed.Notifiers).Concat(Settings.Notifiers).DistinctBy(notifier => notifier.Id);

    /// <summary>The name of the built-in feed.</summary>
    public const string DefaultFeed = "default";

    /// <summary>
    /// Returns the feed of a file dropped in <c>incoming/</c> itself: the first that matches its name, else <c>default</c>;
    /// null if no feed matches.
    /// </summary>
    public Feed? FeedFor(string fileName) =>
        Feeds.FirstOrDefault(feed => feed.Match.Any(glob => Glob.Fits(glob, fileName))) ?? FeedNamed(DefaultFeed);

    /// <summary>Returns the feed of a file dropped in <c>incoming/NAME/</c>, or null if there is no feed of this name.</summary>
    public Feed? FeedNamed(string name) => Feeds.FirstOrDefault(feed => feed.Name == name);
}
