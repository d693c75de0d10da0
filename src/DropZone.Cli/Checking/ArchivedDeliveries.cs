using System.IO.Abstractions;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Cli.Checking;

/// <summary>Finds the archived deliveries of a feed.</summary>
internal static class ArchivedDeliveries
{
    /// <summary>Returns the paths of the originals claimed since then, oldest first.</summary>
    /// <exception cref="IOException">The archive cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read the archive.</exception>
    public static IReadOnlyList<string> Since(IFileSystem files, Zone zone, string feed, DateTimeOffset since)
    {
        var archive = $"{zone.Archive}/{feed}";
        if (!files.Directory.Exists(archive))
            return [];
        return [.. files.Directory.EnumerateDirectories(archive)
            .SelectMany(files.Directory.EnumerateDirectories)
            .Select(folder => (Folder: folder, Name: JobName.Parse(Path.GetFileName(folder))))
            .Where(job => job.Name?.Time >= since)
            .OrderBy(job => job.Name!.Value.Text, StringComparer.Ordinal)
            .Select(job => Original(new JobFolder(job.Folder, feed, job.Name!.Value)))
            .OfType<string>()];
    }

    private static string? Original(JobFolder job)
    {
        job.State(out var contents);
        return contents.Original is null ? null : $"{job.Folder}/{contents.Original}";
    }
}
