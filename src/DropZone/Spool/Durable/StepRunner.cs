using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>Takes durable steps one by one. The only caller of the fault seam.</summary>
/// <param name="faults">Called right before each step.</param>
internal sealed class StepRunner(IFaultSeam faults)
{
    /// <summary>Takes a step, unless a fault leaves it out.</summary>
    public void Do(DurableStep step, Action action)
    {
        if (faults.Take(step))
            action();
    }

    /// <summary>Takes a step that may be refused. Returns why it was; a step that a fault leaves out is not refused.</summary>
    public SystemError Try(DurableStep step, Func<SystemError> action) => faults.Take(step) ? action() : SystemError.None;

    /// <summary>Makes a file, or the names in a folder, durable.</summary>
    /// <exception cref="LinuxException">The disk refuses.</exception>
    public void Sync(DurableStep step, string path) => Do(step, () => DurableFile.Sync(path));

    /// <summary>Renames; an existing file is never replaced.</summary>
    /// <exception cref="LinuxException">The rename was refused.</exception>
    public void Move(DurableStep step, string from, string to) => Do(step, () => AtomicRename.Move(from, to));

    /// <summary>Renames as <see cref="Move"/> does. Returns why the rename was refused.</summary>
    public SystemError TryMove(DurableStep step, string from, string to) => Try(step, () => AtomicRename.Try(from, to));

    /// <summary>Replaces a file: the new one is written next to it, whole and durable, then renamed over it.</summary>
    /// <param name="steps">The steps of it.</param>
    /// <param name="part">The name it is written under.</param>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the new content.</param>
    /// <param name="limit">Of its rights, if it has content of another file; null: as the process creates files.</param>
    public void Replace(ReplacingSteps steps, string part, string path, Action<Stream> write, RightsLimit? limit = null)
    {
        Do(steps.Write, () => Write(part, write, limit));
        Sync(steps.Sync, part);
        Do(steps.Name, () => AtomicRename.Replace(part, path));
    }

    /// <summary>Removes the chosen entries of a folder.</summary>
    /// <exception cref="LinuxException">One cannot be removed. An entry that is gone already is no error.</exception>
    public void Discard(string folder, Func<string, bool> isChosen)
    {
        foreach (var entry in FolderListing.Of(folder).Where(entry => isChosen(entry.Name)))
        {
            // by the kernel's name: that of a companion may be none that .NET can spell
            var path = $"{folder}/{entry.Name}";
            var error = Try(DurableStep.Discard, () => FileRemoval.Try(path));
            if (error == SystemError.IsFolder)
                FolderTree.Remove(path); // that of a command
            else if (error != SystemError.None)
                throw new LinuxException(error, "unlink", path);
        }
    }

    /// <summary>Writes a new file, in place of one that an interrupted step left; a link is replaced, not followed. Nothing of it is durable.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="limit">Of its rights, if it has content of another file; null: as the process creates files.</param>
    public static void Write(string path, Action<Stream> write, RightsLimit? limit = null)
    {
        FileRemoval.Remove(path);
        using var stream = limit?.Create(path) ?? new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        write(stream);
    }

    /// <summary>Whether a name is that of a file that was not finished, or of a report.</summary>
    public static bool IsPartOrReport(string name) => IsReport(name) || name.EndsWith(JobFolder.PartEnding, StringComparison.Ordinal);

    /// <summary>Whether a name is that of a report.</summary>
    public static bool IsReport(string name) => name.StartsWith("report.", StringComparison.Ordinal);
}
