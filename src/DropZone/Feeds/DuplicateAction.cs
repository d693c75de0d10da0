namespace DropZone.Feeds;

/// <summary>What is done with a duplicate delivery.</summary>
public enum DuplicateAction
{
    /// <summary>It is archived and not delivered.</summary>
    Skip,

    /// <summary>It fails.</summary>
    Fail,

    /// <summary>It is delivered again.</summary>
    Process,
}
