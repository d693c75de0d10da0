using DropZone.Feeds.Notifiers;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Steps.Row;

namespace DropZone.Feeds;

/// <summary>A named stream of files of the same format, with their patterns, rules and targets.</summary>
public sealed record Feed
{
    /// <summary><c>[a-z0-9][a-z0-9-]{0,62}</c></summary>
    public required string Name { get; init; }

    /// <summary>Globs (<c>*</c>, <c>?</c>), case-insensitive, for files dropped in <c>incoming/</c> itself.</summary>
    public IReadOnlyList<string> Match { get; init; } = [];

    /// <summary>How long a delivery must be unchanged before it is claimed.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    public CompleteRule? Complete { get; init; }

    public FeedOrder Order { get; init; } = FeedOrder.Free;

    /// <summary>How files that the service may not read are handled.</summary>
    public UnreadableFiles Unreadable { get; init; } = UnreadableFiles.Take;

    /// <summary>How duplicates are handled.</summary>
    public Duplicates Duplicates { get; init; } = Duplicates.Standard;

    public required RuleSet Rules { get; init; }

    /// <summary><see cref="Rules"/>, compiled, up to the first command.</summary>
    public required TableConversion Conversion { get; init; }

    /// <summary>How long the keys of delivered rows are remembered, so that later files do not deliver them again; null: rows are not compared across files.</summary>
    public TimeSpan? RecordWindow => Rules.Steps.OfType<DeduplicateStep>().FirstOrDefault(step => step.Window is not null)?.Window;

    /// <summary>The commands that run on the output of <see cref="TableConversion"/>, in this order; usually empty.</summary>
    public IReadOnlyList<CommandStage> Commands { get; init; } = [];

    /// <summary>Whether the digest of a delivery must be known before its first row is written.</summary>
    public bool RequiresDigest => Conversion.RequiresDigest || Commands.Any(command => command.After.RequiresDigest);

    /// <summary>The targets in the order in which they are loaded, the folder of the zone last; at least one.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>The target that is a folder of the zone, if there is one.</summary>
    public DirectoryTarget? Directory => Targets.OfType<DirectoryTarget>().FirstOrDefault();

    /// <summary>The destinations of the output, for messages.</summary>
    public string Places => string.Join(" and ", Targets.Select(target => target.Place));

    /// <summary>The times by which files must have arrived; null: none.</summary>
    public Expectation? Expectation { get; init; }

    /// <summary>Receivers of notifications about its deliveries.</summary>
    public IReadOnlyList<Notifier> Notifiers { get; init; } = [];

    /// <summary>How long a sealed job waits for unavailable targets.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromDays(3);

    /// <summary>SHA-256 of the feed's configuration including its schema, in hex, for the receipt.</summary>
    public required string Digest { get; init; }
}

/// <summary>Whether the files of a feed may overtake each other.</summary>
public enum FeedOrder
{
    /// <summary>They may: a waiting or failed file does not block others.</summary>
    Free,

    /// <summary>They are processed one at a time, each after the previous one is archived, or failed and resolved.</summary>
    Strict,
}

/// <summary>What happens to files whose mode does not let the service read them.</summary>
public enum UnreadableFiles
{
    /// <summary>The service makes them its own, and processes them as all others. Without CAP_CHOWN they are quarantined.</summary>
    Take,

    /// <summary>They are quarantined unread.</summary>
    Quarantine,
}
