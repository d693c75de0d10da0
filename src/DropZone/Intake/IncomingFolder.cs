using DropZone.Feeds;
using DropZone.Linux;

namespace DropZone.Intake;

/// <summary>A folder that receives deliveries: <c>incoming/</c> itself, where names decide the feed, or <c>incoming/X/</c>.</summary>
public sealed class IncomingFolder
{
    private readonly ZoneConfiguration _configuration;
    private const string NoFolder = "/proc/self/fd/none";
    private readonly string? _feedName;
    private OpenedFile? _folder;

    /// <param name="path">Its path.</param>
    /// <param name="feedName">The name of the folder below <c>incoming/</c>; null: <c>incoming/</c> itself.</param>
    /// <param name="configuration">The feeds.</param>
    public IncomingFolder(string path, string? feedName, ZoneConfiguration configuration)
    {
        Path = path;
        _feedName = feedName;
        _configuration = configuration;
        Companions = [.. (feedName is null ? configuration.Feeds : configuration.Feeds.Where(feed => feed.Name == feedName))
            .Select(feed => feed.Complete).OfType<CompleteRule>()];
        Hold();
    }

    public string Path { get; }

    /// <summary>
    /// The path by which its files are checked and claimed: that of the folder that was opened, whatever has replaced it since. A
    /// sender who swaps the folder for a link cannot redirect a claim. While no folder is held, the path does not exist.
    /// </summary>
    public string Held => _folder is null ? NoFolder : _folder.HeldPath;

    /// <summary>Opens the folder that now has the name, unless it is a link.</summary>
    public void Hold()
    {
        Release();
        _folder = OpenedFile.TryOpenFolder(Path, out _);
    }

    public void Release()
    {
        _folder?.Dispose();
        _folder = null;
    }

    /// <summary>Whether the folder belongs to no feed: all its deliveries fail as no-feed.</summary>
    public bool IsUnknown => _feedName is not null && _configuration.FeedNamed(_feedName) is null;

    /// <summary>The rules whose companion files may be here.</summary>
    public IReadOnlyList<CompleteRule> Companions { get; }

    /// <summary>Returns the feed of a delivery here; null: there is none.</summary>
    public Feed? FeedOf(string fileName) =>
        _feedName is null ? _configuration.FeedFor(fileName) : _configuration.FeedNamed(_feedName);

    /// <summary>Returns the delivery whose companion has this name; null: it is no companion.</summary>
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
