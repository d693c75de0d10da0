namespace DropZone.Feeds;

/// <summary>What becomes of a delivery whose content came to the feed before.</summary>
/// <param name="Action">What is done.</param>
/// <param name="ByName">Only one of the same name counts as the same.</param>
/// <param name="Window">How long a delivered content is remembered.</param>
public sealed record Duplicates(DuplicateAction Action, bool ByName, TimeSpan Window)
{
    public static readonly Duplicates Standard = new(DuplicateAction.Skip, ByName: true, TimeSpan.FromDays(30));
}
