using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Recovery;
using Microsoft.Extensions.Logging.Abstractions;

namespace DropZone.Cli.Failed;

/// <summary>
/// An operator's action on a completed job. A lock rejects a second action at the same time. It is not on the job's folder, which readers of the
/// zone can open and so could lock.
/// </summary>
internal static class LockedQuarantineJob
{
    public const string Already = "it has just been retried, discarded or removed by someone else";
    private const string Active = "the service is still working on it, or waits for a target. Repeat the command when it has ended: dropzone status shows it";
    private const string Queued = "it is queued for retry. Repeat the command when the service has completed it";
    private const string Meanwhile = "another command is working on it";

    /// <summary>Runs the action with the lock held, if the folder is still in place. Returns an <see cref="ExitCode"/>.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="steps">Its durable steps.</param>
    /// <param name="job">The job; one lock covers its folders in <c>archive/</c> and <c>failed/</c>.</param>
    /// <param name="refuse">Reports why the action is not run.</param>
    /// <param name="action">The action; it reads the job again, because the state before the lock may be outdated.</param>
    public static int Run(Zone zone, DurableSteps steps, JobFolder job, Func<string, int> refuse, Func<int> action)
    {
        using var held = PrivateLock.TryTake(JobPlaces.Locks(zone), job.Name.Stamp);
        if (held is null)
            return refuse(Meanwhile);

        if (!IsThere(job))
            return refuse(Already); // the previous holder of the lock has renamed the folder

        // under the lock nothing brings a job back to working/: only a retry could
        if (FileStatus.At($"{zone.Working}/{job.Feed}/{job.Name}") is not null)
            return refuse(Active);
        if (FileStatus.At(steps.Places.Retry(job.Feed, job.Name)) is not null)
            return refuse(Queued);

        // the service may not have started since a power cut: rejects that were dropped again are no longer here
        new SecondNames(zone, steps, BootHistory.Read(zone, steps, TimeProvider.System), NullLogger.Instance).SettleRejects(job with { Folder = steps.Places.Failed(job) });
        return IsThere(job) ? action() : refuse(Already);
    }

    private static bool IsThere(JobFolder job) => FileStatus.At(job.Folder) is { Kind: FileKind.Folder };
}
