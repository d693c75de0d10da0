namespace DropZone.Config;

/// <summary>What was read from a configuration folder, all of it valid.</summary>
/// <param name="Feeds">In the order of their file names; the built-in feed <c>default</c> last, unless switched off.</param>
public sealed record Configuration(Settings Settings, IReadOnlyList<Feed> Feeds)
{
    /// <summary>The name of the built-in feed.</summary>
    public const string DefaultFeed = "default";
}
