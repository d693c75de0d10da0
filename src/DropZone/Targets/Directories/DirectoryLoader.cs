using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Targets.Loading;

namespace DropZone.Targets.Directories;

/// <summary>
/// Copies output into a folder elsewhere: exactly once, as far as its file system keeps what it has synced. Nothing is seen there under
/// its name that is not whole. The folder is never made: what looks like a missing one may be a mount that is not there.
/// </summary>
/// <param name="target">Which folder; where that of a job lies its receipt says.</param>
internal sealed class DirectoryLoader(CopyTarget target) : ILoader
{
    public Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping) => Task.FromResult(Load(request, stopping));

    public void Dispose()
    {
        // nothing is kept open
    }

    private LoadResult Load(LoadRequest request, CancellationToken stopping)
    {
        var isCopied = LoadMarks.IsCopied(request.Job, target.Name);
        try
        {
            if (target.Mount is { } mount && !IsMounted(mount))
                return new LoadResult.Down($"nothing is mounted at {mount}");
            if (!Directory.Exists(request.Target.Path))
                return new LoadResult.Down($"there is no folder {request.Target.Path} that the service may see: make it, or mount what it is on");
            if (!isCopied)
                request.Steps.Copy.Write(request.Job, request.Target, stopping);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return DirectoryErrorClassifier.EndFor(failure, target);
        }

        if (!isCopied)
            request.Steps.Load.MarkCopied(request.Job, target.Name);
        try
        {
            request.Steps.Copy.Name(request.Job, request.Target);
            return new LoadResult.Loaded();
        }
        catch (LinuxException failure)
        {
            return DirectoryErrorClassifier.EndFor(failure, target);
        }
    }

    /// <summary>A mount point is on another device than the folder above it.</summary>
    private static bool IsMounted(string path) =>
        FileStatus.At(path) is { Kind: FileKind.Folder } folder && FileStatus.At(Path.GetDirectoryName(path)!) is { } above && folder.Device != above.Device;
}
