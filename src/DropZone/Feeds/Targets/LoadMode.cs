namespace DropZone.Feeds.Targets;

/// <summary>How rows are combined with the existing rows of a table.</summary>
public enum LoadMode
{
    /// <summary>They are added.</summary>
    Append,

    /// <summary>They replace rows with the same key.</summary>
    Upsert,

    /// <summary>They replace all rows.</summary>
    Replace,
}
