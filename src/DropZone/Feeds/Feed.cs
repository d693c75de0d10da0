using DropZone.Feeds.Notifiers;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Steps.Row;

namespace DropZone.Feeds;

/// <summary>A named stream of like files: which they are, how they look, what is done to them, where they go.</summary>
public sealed record Feed
{
    /// <summary><c>[a-z0-9][a-z0-9-]{0,62}</c></summary>
    public required string Name { get; init; }

    /// <summary>Globs (<c>*</c>, <c>?</c>), case-insensitive, for files dropped in <c>incoming/</c> itself.</summary>
    public IReadOnlyList<string> Match { get; init; } = [];

    /// <summary>How long a delivery must be quiet before it is taken.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    public CompleteRule? Complete { get; init; }

    public FeedOrder Order { get; init; } = FeedOrder.Free;

    /// <summary>What is done with duplicates.</summary>
    public Duplicates Duplicates { get; init; } = Duplicates.Standard;

    public required RuleSet Rules { get; init; }

    /// <summary><see cref="Rules"/>, compiled, up to the first command.</summary>
    public required TableConversion Conversion { get; init; }

    /// <summary>How long the keys of delivered rows keep later files from delivering them again; null: files do not look at each other.</summary>
    public TimeSpan? RecordWindow => Rules.Steps.OfType<DeduplicateStep>().FirstOrDefault(step => step.Window is not null)?.Window;

    /// <summary>What is run on the output of <see cref="TableConversion"/>, one after the other; usually nothing.</summary>
    public IReadOnlyList<CommandStage> Commands { get; init; } = [];

    /// <summary>Whether the digest of a delivery must be known before its first row is written.</summary>
    public bool AsksForDigest => Conversion.AsksForDigest || Commands.Any(command => command.After.AsksForDigest);

    /// <summary>In the order in which they are loaded, the folder of the zone last; at least one.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>The folder of the zone among them, if there is one.</summary>
    public DirectoryTarget? Directory => Targets.OfType<DirectoryTarget>().FirstOrDefault();

    /// <summary>Where the output goes, for messages.</summary>
    public string Places => string.Join(" and ", Targets.Select(target => target.Place));

    /// <summary>When files must have come; null: whenever.</summary>
    public Expectation? Expectation { get; init; }

    /// <summary>Receivers of notifications about its deliveries.</summary>
    public IReadOnlyList<Notifier> Notifiers { get; init; } = [];

    /// <summary>How long a sealed job waits for targets that are down.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromDays(3);

    /// <summary>SHA-256 of the feed's configuration, its schema included, in hex: the receipt names it.</summary>
    public required string Digest { get; init; }
}
