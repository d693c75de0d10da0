using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>A path that is written in a configuration file: it is relative to the folder of that file.</summary>
internal static class FilePath
{
    /// <summary>The whole path; null: complained about.</summary>
    /// <param name="what">Is expected.</param>
    public static string? Read(Entry entry, string what) => entry.Text(what) is { } written ? Path.GetFullPath(Path.Combine(FolderOf(entry), written)) : null;

    public static string FolderOf(Entry entry) => Path.GetDirectoryName(Path.GetFullPath(entry.File))!;
}
