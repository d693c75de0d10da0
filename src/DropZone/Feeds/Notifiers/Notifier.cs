namespace DropZone.Feeds.Notifiers;

/// <summary>A receiver of notifications about deliveries.</summary>
/// <param name="Name">Among those of its feed, or of the zone.</param>
public abstract record Notifier(string Name)
{
    /// <summary>What needs a person.</summary>
    public static readonly IReadOnlySet<Occasion> StandardOccasions = new HashSet<Occasion> { Occasion.Failed, Occasion.Split, Occasion.Overdue, Occasion.Unresolved };

    /// <summary>The feed that it is of; null: of the zone.</summary>
    public string? Feed { get; init; }

    /// <summary>Its name among all: that of the folder in which its notifications wait. Feeds have no dot in their names.</summary>
    public string Id => Feed is null ? Name : $"{Feed}.{Name}";

    public IReadOnlySet<Occasion> On { get; init; } = StandardOccasions;

    /// <summary>Whether notifications include cell values, which may be personal data.</summary>
    public bool IncludeValues { get; init; }

    /// <summary>More than a few notifications within this time go together, as one; zero: never.</summary>
    public TimeSpan Digest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where they go, for messages; contains no secret.</summary>
    public abstract string Place { get; }

    /// <summary>Whether its notifications are too frequent to be logged.</summary>
    public virtual bool IsQuiet => false;

    /// <summary>Whether it receives notifications of this.</summary>
    public bool Wants(Occasion occasion) => On.Contains(occasion == Occasion.Arrived ? Occasion.Overdue : occasion);
}
