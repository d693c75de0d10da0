namespace DropZone.Feeds;

/// <summary>How a feed handles a delivery whose content was already delivered.</summary>
/// <param name="Action">The action.</param>
/// <param name="ByName">Whether the names must be the same, too.</param>
/// <param name="Window">How long a delivered content is remembered.</param>
public sealed record Duplicates(DuplicateAction Action, bool ByName, TimeSpan Window)
{
    public static readonly Duplicates Standard = new(DuplicateAction.Skip, ByName: true, TimeSpan.FromDays(30));
}

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
