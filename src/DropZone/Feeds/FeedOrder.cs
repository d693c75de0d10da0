namespace DropZone.Feeds;

/// <summary>Whether the files of a feed may overtake each other.</summary>
public enum FeedOrder
{
    /// <summary>They may: one that waits or fails holds nobody up.</summary>
    Free,

    /// <summary>One at a time, and none before an earlier one is through: archived, or failed and taken away.</summary>
    Strict,
}
