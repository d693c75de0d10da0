using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Sweep;

/// <summary>A place that a sweep leaves as it is.</summary>
/// <param name="Path">Of the file or folder.</param>
/// <param name="Reason">Why it is left, and what to do.</param>
public sealed record SweepObstacle(string Path, string Reason)
{
    /// <summary>
    /// Returns the first entry of a job's folder that a sweep must not touch; null if there is none: what is no file, what DropZone did not
    /// put there, and what cannot be removed, which would be left in the trash.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="isConcerned">Which names of its folder the sweep would touch.</param>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public static SweepObstacle? In(JobFolder job, Func<string, bool> isConcerned) =>
        FolderListing.Of(job.Folder)
            .Where(entry => isConcerned(entry.Name))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => Of(job, entry.Name))
            .FirstOrDefault(obstacle => obstacle is not null);

    private static SweepObstacle? Of(JobFolder job, string name)
    {
        var path = $"{job.Folder}/{name}";
        if (!JobFolder.IsOurs(name) && !job.OriginalNames.Contains(name))
            return new SweepObstacle(path, "it is no file of DropZone. Move or remove it");
        if (UnchangeableFile.Is(path))
            return new SweepObstacle(path, "it cannot be changed. Remove its attribute with chattr -i -a");
        if (FileStatus.At(path) is not { } status)
            return null;
        if (name is JobFolder.CompanionFolder or JobFolder.RejectsFolder or JobFolder.LoadedFolder)
        {
            return status.Kind != FileKind.Folder ? NoFile(path, status.Kind, "a folder")
                : FolderListing.Of(path).Select(entry => OfFile($"{path}/{entry.Name}")).FirstOrDefault(obstacle => obstacle is not null);
        }

        // a command may have left its folder, with any content
        return status.Kind == FileKind.Folder && name.EndsWith(JobFolder.PartEnding, StringComparison.Ordinal) ? null : OfFile(path);
    }

    private static SweepObstacle? OfFile(string path) =>
        UnchangeableFile.Is(path) ? new SweepObstacle(path, "it cannot be changed. Remove its attribute with chattr -i -a")
        : FileStatus.At(path) is { Kind: not FileKind.Regular } other ? NoFile(path, other.Kind, "a file")
        : null;

    /// <summary>Returns the obstacle of an entry of another type than the one that DropZone puts there.</summary>
    internal static SweepObstacle NoFile(string path, FileKind kind, string expected) => new(path, $"it is {Words(kind)}, not {expected}. Move or remove it");

    private static string Words(FileKind kind) => kind switch
    {
        FileKind.Regular => "a file",
        FileKind.Folder => "a folder",
        FileKind.SymbolicLink => "a symbolic link",
        FileKind.Fifo => "a pipe",
        FileKind.Socket => "a socket",
        _ => "a device",
    };
}
