using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Notify;

/// <summary>Reads the <c>reply</c> of a feed.</summary>
internal static class ReplyReader
{
    /// <summary>Returns the folder, absolute or relative to the zone, or null after a complaint.</summary>
    public static string? Read(Entry entry) => entry.Text("a path such as outgoing/replies")?.StartsWith('/') == true ? AbsolutePath.Read(entry) : ZonePath.Read(entry);
}
