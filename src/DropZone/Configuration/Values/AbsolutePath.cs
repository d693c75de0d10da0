using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>Reads absolute paths of folders and files.</summary>
internal static class AbsolutePath
{
    /// <summary>Returns the path without a trailing slash, or null after a complaint.</summary>
    public static string? Read(Entry entry)
    {
        if (entry.Text("an absolute path") is not { } path)
            return null;
        var segments = path.TrimEnd('/').Split('/')[1..];
        if (path.StartsWith('/') && segments.Length > 0 && !segments.Any(segment => segment is "" or "." or "..") && !path.AsSpan().ContainsAnyInRange('\0', '\x1f'))
            return path.TrimEnd('/');
        entry.Complain($"{Entry.Quoted(path)} is not the absolute path of a folder", "write for example `/mnt/partner/orders`, without `.`, `..` or empty parts");
        return null;
    }
}
