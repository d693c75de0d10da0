using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>The steps by which a job remembers which of its targets have its output.</summary>
public sealed partial class DurableSteps
{
    /// <summary>Whether the target has acknowledged.</summary>
    public static bool IsLoaded(JobFolder job, string target) => File.Exists($"{job.Loaded}/{target}");

    /// <summary>The targets that have the output, or have a copy that only waits for its name.</summary>
    public static IReadOnlyList<string> LoadedInto(string folder)
    {
        var loaded = $"{folder}/{JobFolder.LoadedFolder}";
        return FileStatus.At(loaded) is { Kind: FileKind.Folder }
            ? [.. FolderListing.Of(loaded).Select(entry => TargetOf(entry.Name)).Distinct().Order(StringComparer.Ordinal)]
            : [];

        static string TargetOf(string mark) => mark.EndsWith(CopiedEnding, StringComparison.Ordinal) ? mark[..^CopiedEnding.Length] : mark;
    }

    /// <summary>The target has the output, durably: it is not asked again once this returns. A crash before lets it be asked again.</summary>
    public void MarkLoaded(JobFolder job, string target) => Mark(job, target, DurableStep.MarkLoaded);

    /// <summary>All targets have the output and none of them is a folder of the zone: it is not kept.</summary>
    public void DropOutput(JobFolder job)
    {
        if (faults.Take(DurableStep.DropOutput))
            File.Delete(job.Output);
    }

    /// <summary>What an earlier run of a sealed job began and did not end is no part of it: reports of a quarantine, the folder of a command.</summary>
    public void DiscardBegun(JobFolder job) => Discard(
        job.Folder, name => name.StartsWith(ReportPrefix, StringComparison.Ordinal) || name.EndsWith(JobFolder.PartEnding, StringComparison.Ordinal));

    private void Mark(JobFolder job, string name, DurableStep step)
    {
        if (FileStatus.At(job.Loaded) is null && faults.Take(DurableStep.MakeLoaded))
        {
            DurableFolder.Make(job.Loaded);
            DurableFile.Sync(job.Folder);
        }

        if (faults.Take(step))
            File.Create($"{job.Loaded}/{name}").Dispose();
        if (faults.Take(DurableStep.SyncLoaded))
            DurableFile.Sync(job.Loaded);
    }
}
