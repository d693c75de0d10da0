namespace DropZone.Linux;

/// <summary>
/// A file that whoever opens it finds whole, as it was or as it is now: written beside its place, then renamed over the old one (rename(2)).
/// Not durable: for what is worth nothing after a crash.
/// </summary>
public static class ReplacedFile
{
    /// <summary>Writes the file anew.</summary>
    /// <exception cref="IOException">It cannot be written; the old one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var part = PartOf(path);
        File.WriteAllBytes(part, content);
        AtomicRename.Replace(part, path);
    }

    /// <summary>Removes it, and what a broken try left.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(PartOf(path));
    }

    private static string PartOf(string path) => $"{path}.part";
}
