namespace DropZone.Feeds.Notifiers;

/// <summary>A receiver of notifications about deliveries.</summary>
/// <param name="Name">The name, unique among the notifiers of its feed or of the zone.</param>
public abstract record Notifier(string Name)
{
    /// <summary>The default: events that require an operator.</summary>
    public static readonly IReadOnlySet<Occasion> StandardOccasions = new HashSet<Occasion> { Occasion.Failed, Occasion.Split, Occasion.Overdue, Occasion.Unresolved };

    /// <summary>Its feed; null: the zone.</summary>
    public string? Feed { get; init; }

    /// <summary>Its unique name, which is the name of the folder of its queue. Names of feeds contain no dots.</summary>
    public string Id => Feed is null ? Name : $"{Feed}.{Name}";

    public IReadOnlySet<Occasion> On { get; init; } = StandardOccasions;

    /// <summary>Whether notifications include cell values, which may be personal data.</summary>
    public bool IncludeValues { get; init; }

    /// <summary>More than a few notifications within this time are combined into one; zero: never.</summary>
    public TimeSpan Digest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The destination, for messages; contains no secret.</summary>
    public abstract string Place { get; }

    /// <summary>Whether its notifications are too frequent to be logged.</summary>
    public virtual bool IsQuiet => false;

    /// <summary>Whether it receives notifications of this.</summary>
    public bool Wants(Occasion occasion) => On.Contains(occasion == Occasion.Arrived ? Occasion.Overdue : occasion);
}
