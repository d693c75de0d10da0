using DropZone.Linux;

namespace DropZone.Spool.Jobs;

/// <summary>Reads which targets have the output of a job: an empty file for each, in <c>loaded/</c>.</summary>
public static class LoadMarks
{
    /// <summary>The ending of the mark of a copy that is whole and may still lack its name.</summary>
    internal const string CopiedEnding = ".copied";

    /// <summary>Whether the target has acknowledged the output.</summary>
    public static bool IsLoaded(JobFolder job, string target) => File.Exists($"{job.Loaded}/{target}");

    /// <summary>Whether a whole copy was made, named or not.</summary>
    public static bool IsCopied(JobFolder job, string target) => File.Exists($"{job.Loaded}/{target}{CopiedEnding}");

    /// <summary>Returns the targets that have the output, or a copy that only lacks its name, in ordinal order.</summary>
    /// <param name="folder">The job's.</param>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> In(string folder)
    {
        var loaded = $"{folder}/{JobFolder.LoadedFolder}";
        return FileStatus.At(loaded) is { Kind: FileKind.Folder }
            ? [.. FolderListing.Of(loaded).Select(entry => TargetOf(entry.Name)).Distinct().Order(StringComparer.Ordinal)]
            : [];

        static string TargetOf(string mark) => mark.EndsWith(CopiedEnding, StringComparison.Ordinal) ? mark[..^CopiedEnding.Length] : mark;
    }
}
