using DropZone.Linux;

namespace DropZone.Intake;

/// <summary>Files that were in a folder before its watcher.</summary>
internal static class Backlog
{
    /// <summary>Returns the names by the change times of the files, which is the order of their arrival; equal times by name.</summary>
    /// <param name="folder">Their folder.</param>
    /// <param name="names">The names in it.</param>
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
            return 0; // the check of the file reports the reason
        }
    }
}
