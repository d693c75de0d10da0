using DropZone.Configuration.Yaml;

namespace DropZone.Feeds.Values;

/// <summary>Names of feeds; they are folder names and stand in URLs and metrics: <c>[a-z0-9][a-z0-9-]{0,62}</c>.</summary>
public static class FeedName
{
    /// <summary>Whether a feed may bear this name.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and < 64 && name[0] != '-' && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The name, or null and a complaint.</summary>
    /// <param name="of">What else is named by the same rule.</param>
    internal static string? Read(Entry entry, string of = "feed")
    {
        if (entry.Text("a name such as orders") is not { } name)
            return null;
        if (IsValid(name))
            return name;
        entry.Complain(
            $"{Entry.Quoted(name)} cannot be the name of a {of}", "write at most 63 of a–z, 0–9 and `-`, not starting with `-`");
        return null;
    }
}
