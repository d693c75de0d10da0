using DropZone.Configuration.Yaml;
using DropZone.Feeds.Values;

namespace DropZone.Configuration.Values;

/// <summary>Reads the names of feeds, targets and notifiers; see <see cref="FeedName"/>.</summary>
internal static class FeedNameReader
{
    /// <summary>Returns the name, or null after a complaint.</summary>
    /// <param name="entry">The value of the key.</param>
    /// <param name="subject">The named thing, for the complaint.</param>
    public static string? Read(Entry entry, string subject = "feed")
    {
        if (entry.Text("a name such as orders") is not { } name)
            return null;
        if (FeedName.IsValid(name))
            return name;
        entry.Complain(
            $"{Entry.Quoted(name)} cannot be the name of a {subject}", "write at most 63 characters from a–z, 0–9 and `-`, starting with a letter or digit");
        return null;
    }
}
