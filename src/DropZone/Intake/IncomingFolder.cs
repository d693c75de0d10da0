using DropZone.Config;

namespace DropZone.Intake;

/// <summary>A folder that deliveries land in: <c>incoming/</c> itself, where names decide the feed, or <c>incoming/X/</c>.</summary>
public sealed class IncomingFolder
{
    private readonly Configuration _configuration;
    private readonly string? _feedName;

    /// <param name="path">Its path.</param>
    /// <param name="feedName">The name of the folder below <c>incoming/</c>; null: <c>incoming/</c> itself.</param>
    /// <param name="configuration">The feeds.</param>
    public IncomingFolder(string path, string? feedName, Configuration configuration)
    {
        Path = path;
        _feedName = feedName;
        _configuration = configuration;
        Companions = [.. (feedName is null ? configuration.Feeds : configuration.Feeds.Where(feed => feed.Name == feedName))
            .Select(feed => feed.Complete).OfType<CompleteRule>()];
    }

    public string Path { get; }

    /// <summary>Whether the folder belongs to no feed: whatever lands here fails as no-feed.</summary>
    public bool IsUnknown => _feedName is not null && _configuration.FeedNamed(_feedName) is null;

    /// <summary>The rules whose companion files may lie here.</summary>
    public IReadOnlyList<CompleteRule> Companions { get; }

    /// <summary>The feed of a delivery here; null: none takes it.</summary>
    public Feed? FeedOf(string fileName) =>
        _feedName is null ? _configuration.FeedFor(fileName) : _configuration.FeedNamed(_feedName);

    /// <summary>The delivery whose companion has this name; null: it is no companion.</summary>
    public string? DeliveryOfCompanion(string name)
    {
        foreach (var rule in Companions)
        {
            if (rule.DeliveryOf(name) is { } delivery && FeedOf(delivery)?.Complete == rule)
                return delivery;
        }

        return null;
    }
}
