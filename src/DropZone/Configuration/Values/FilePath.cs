using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>Reads a path in a configuration file, relative to the folder of that file.</summary>
internal static class FilePath
{
    /// <summary>Returns the absolute path, or null after a complaint.</summary>
    /// <param name="what">The expected value, for the complaint.</param>
    public static string? Read(Entry entry, string what) => entry.Text(what) is { } written ? Path.GetFullPath(Path.Combine(FolderOf(entry), written)) : null;

    public static string FolderOf(Entry entry) => Path.GetDirectoryName(Path.GetFullPath(entry.File))!;
}
