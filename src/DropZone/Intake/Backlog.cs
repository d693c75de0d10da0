using DropZone.Linux;

namespace DropZone.Intake;

/// <summary>Files that nobody saw come, as they were there before the watcher.</summary>
internal static class Backlog
{
    /// <summary>In the order in which they were put there, as far as ctime tells; those of one moment by their names.</summary>
    /// <param name="folder">Their folder.</param>
    /// <param name="names">Theirs.</param>
    public static IEnumerable<string> InOrder(string folder, IEnumerable<string> names) =>
        names.OrderBy(name => ChangedAt($"{folder}/{name}")).ThenBy(name => name, StringComparer.Ordinal);

    private static long ChangedAt(string path)
    {
        try
        {
            return FileStatus.At(path)?.ChangedNanoseconds ?? 0;
        }
        catch (LinuxException)
        {
            return 0; // who asks whether it is ready finds that out
        }
    }
}
