using DropZone.Linux;

namespace DropZone.Cli.Failed;

/// <summary>An operator's action on a completed job. A lock on its folder rejects a second action at the same time.</summary>
internal static class LockedQuarantineJob
{
    public const string Already = "it has just been retried, discarded or removed by someone else";
    private const string Meanwhile = "another command is working on it";

    /// <summary>Runs the action with the lock held, if the folder is still in place. Returns an <see cref="ExitCode"/>.</summary>
    /// <param name="folder">The job's folder.</param>
    /// <param name="refuse">Reports why the action is not run.</param>
    /// <param name="action">The action; it reads the job again, because the state before the lock may be outdated.</param>
    public static int Run(string folder, Func<string, int> refuse, Func<int> action)
    {
        try
        {
            using var held = ExclusiveLock.TryTake(folder);
            return held is null ? refuse(Meanwhile)
                : FileStatus.At(folder) is { } status && status.IsSameFile(held.Status()) ? action()
                : refuse(Already); // the previous holder of the lock has renamed the folder
        }
        catch (LinuxException missing) when (missing.Error == SystemError.NotFound && FileStatus.At(folder) is null)
        {
            return refuse(Already);
        }
    }
}
