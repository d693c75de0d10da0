using DropZone.Linux;

namespace DropZone.Cli.Failed;

/// <summary>What an operator does to a job that has come to an end. A lock on its folder keeps two apart: the second is told, and changes nothing.</summary>
internal static class LockedQuarantineJob
{
    public const string Already = "somebody else has retried, discarded or removed it just now";
    private const string Meanwhile = "somebody else is at work on it";

    /// <summary>Does it once the lock is held, if the folder still is where it was. Returns an <see cref="ExitCode"/>.</summary>
    /// <param name="folder">The job's.</param>
    /// <param name="refuse">Says why not.</param>
    /// <param name="deed">What is done; it looks at the job again, as what was seen before the lock may be over.</param>
    public static int Run(string folder, Func<string, int> refuse, Func<int> deed)
    {
        try
        {
            using var held = ExclusiveLock.TryTake(folder);
            return held is null ? refuse(Meanwhile)
                : FileStatus.At(folder) is { } look && look.IsSameFile(held.Status()) ? deed()
                : refuse(Already); // who had the lock has renamed the folder that is locked now
        }
        catch (LinuxException gone) when (gone.Error == SystemError.NotFound && FileStatus.At(folder) is null)
        {
            return refuse(Already);
        }
    }
}
