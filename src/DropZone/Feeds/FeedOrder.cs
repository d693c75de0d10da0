namespace DropZone.Feeds;

/// <summary>Whether the files of a feed may overtake each other.</summary>
public enum FeedOrder
{
    /// <summary>They may: a waiting or failed file does not block others.</summary>
    Free,

    /// <summary>They are processed one at a time, each after the previous one is archived, or failed and resolved.</summary>
    Strict,
}
