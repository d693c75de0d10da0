namespace DropZone.Linux;

/// <summary>
/// A file of which readers see the old or the new version, never a part: written next to its place, then renamed over the old one
/// (rename(2)). Not durable: for files that are worth nothing after a crash.
/// </summary>
public static class ReplacedFile
{
    /// <summary>Replaces the file.</summary>
    /// <exception cref="IOException">It cannot be written; the old one is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var part = PartOf(path);
        File.WriteAllBytes(part, content);
        AtomicRename.Replace(part, path);
    }

    /// <summary>Removes the file, and the part that an interrupted write left.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(PartOf(path));
    }

    private static string PartOf(string path) => $"{path}.part";
}
