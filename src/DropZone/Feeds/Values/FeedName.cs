namespace DropZone.Feeds.Values;

/// <summary>The rule for names of feeds, targets and notifiers, which are used in folder names, URLs and metrics: <c>[a-z0-9][a-z0-9-]{0,62}</c>.</summary>
public static class FeedName
{
    /// <summary>Whether the name follows the rule.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and < 64 && name[0] != '-' && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
