namespace DropZone.Feeds;

/// <summary>How a duplicate delivery is handled.</summary>
public enum DuplicateAction
{
    /// <summary>It is archived and not delivered.</summary>
    Skip,

    /// <summary>It fails.</summary>
    Fail,

    /// <summary>It is delivered again.</summary>
    Process,
}
