using DropZone.Linux;
using Mono.Unix.Native;

namespace DropZone.Cli.Failed;

/// <summary>What an operator does to a failed job. A lock on its folder keeps two apart: the second is told, and changes nothing.</summary>
internal static class HeldBundle
{
    public const string Already = "somebody else has retried, discarded or removed it just now";
    private const string Meanwhile = "somebody else is at work on it";

    /// <summary>Does it to the job as it is once the lock is held. Returns an <see cref="ExitCode"/>.</summary>
    /// <param name="zone">The job's zone.</param>
    /// <param name="job">As it was seen before.</param>
    /// <param name="refuse">Says why not.</param>
    /// <param name="deed">Returns an <see cref="ExitCode"/>.</param>
    public static int Run(Zone zone, FailedJob job, Func<FailedJob, string, int> refuse, Func<FailedJob, int> deed)
    {
        try
        {
            using var held = ExclusiveLock.TryTake(job.Folder);
            if (held is null)
                return refuse(job, Meanwhile);

            // what was seen before the lock may be over: who had it has renamed the folder that is locked now
            return FileLook.At(job.Folder) is { } look && look.IsSameFile(held.Look()) && FailedJob.At(zone, job.Feed, job.Name) is { } still
                ? deed(still)
                : refuse(job, Already);
        }
        catch (LinuxException gone) when (gone.Errno == Errno.ENOENT && FileLook.At(job.Folder) is null)
        {
            return refuse(job, Already);
        }
    }
}
