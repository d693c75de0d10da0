using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Targets.Loading;

namespace DropZone.Targets.Directories;

/// <summary>
/// Copies output into a folder outside the zone: exactly once, as far as its file system keeps what it has synced. A file has its final
/// name only when it is complete. The folder is never created: a missing one may be a mount that is absent.
/// </summary>
/// <param name="target">The folder. A job uses the path in its receipt, which may be older.</param>
internal sealed class CopyLoader(CopyTarget target) : ILoader
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
                return new LoadResult.Down($"the service finds no folder {request.Target.Path}. Create it, or mount its file system");
            if (!isCopied)
                request.Steps.Copy.Write(request.Job, request.Target, stopping);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return DirectoryErrorClassifier.ResultOf(failure, target);
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
            return DirectoryErrorClassifier.ResultOf(failure, target);
        }
    }

    /// <summary>Whether the path is a mount point: a folder on another device than its parent.</summary>
    private static bool IsMounted(string path) =>
        FileStatus.At(path) is { Kind: FileKind.Folder } folder && FileStatus.At(Path.GetDirectoryName(path)!) is { } above && folder.Device != above.Device;
}
