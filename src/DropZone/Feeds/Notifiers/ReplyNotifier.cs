namespace DropZone.Feeds.Notifiers;

/// <summary>The answer to the sender: a file in a folder where he looks.</summary>
/// <param name="Path">Absolute, or relative to the zone.</param>
public sealed record ReplyNotifier(string Path) : Notifier(Word)
{
    public const string Word = "reply";

    /// <summary>What ends a delivery. The values are the sender's own.</summary>
    public static ReplyNotifier Of(string feed, string path) => new(path)
    {
        Feed = feed,
        On = new HashSet<Occasion> { Occasion.Failed, Occasion.Split, Occasion.Archived, Occasion.Skipped },
        IncludeValues = true,
        Digest = TimeSpan.Zero,
    };

    public override string Place => Path;

    public override bool IsQuiet => true;
}
