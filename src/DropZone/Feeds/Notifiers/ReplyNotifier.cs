namespace DropZone.Feeds.Notifiers;

/// <summary>The reply to the sender: a file in a folder that the sender reads.</summary>
/// <param name="Path">The path of the folder, absolute or relative to the zone.</param>
public sealed record ReplyNotifier(string Path) : Notifier(Word)
{
    public const string Word = "reply";

    /// <summary>The results of a delivery. Replies may contain cell values, as the sender supplied them.</summary>
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
