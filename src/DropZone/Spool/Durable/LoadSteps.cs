using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>The steps by which a job remembers which of its targets have its output.</summary>
public sealed class LoadSteps
{
    private readonly StepRunner _runner;

    internal LoadSteps(StepRunner runner) => _runner = runner;

    /// <summary>Remembers that the target has the output durably: it is never loaded again once this returns. After a crash before that, it is.</summary>
    public void MarkLoaded(JobFolder job, string target) => Mark(job, target, DurableStep.MarkLoaded);

    /// <summary>Remembers that the copy for a target is whole: from now on it is only named, not made.</summary>
    public void MarkCopied(JobFolder job, string target) => Mark(job, target + LoadMarks.CopiedEnding, DurableStep.MarkCopied);

    /// <summary>Removes the output: all targets have it, and none of them is a folder of the zone.</summary>
    public void DropOutput(JobFolder job) => _runner.Do(DurableStep.DropOutput, () => File.Delete(job.Output));

    private void Mark(JobFolder job, string name, DurableStep step)
    {
        if (FileStatus.At(job.Loaded) is null)
        {
            _runner.Do(DurableStep.MakeLoaded, () =>
            {
                DurableFolder.Make(job.Loaded);
                DurableFile.Sync(job.Folder);
            });
        }

        _runner.Do(step, () => File.Create($"{job.Loaded}/{name}").Dispose());
        _runner.Sync(DurableStep.SyncLoaded, job.Loaded);
    }
}
