namespace DropZone.Feeds.Targets;

/// <summary>What rows do to those that a table has already.</summary>
public enum LoadMode
{
    /// <summary>They are added.</summary>
    Append,

    /// <summary>They take the place of those with the same key.</summary>
    Upsert,

    /// <summary>They take the place of all.</summary>
    Replace,
}
