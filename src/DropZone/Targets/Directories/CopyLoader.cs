using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Spool.Folders;
using DropZone.Spool.Jobs;
using DropZone.Targets.Loading;

namespace DropZone.Targets.Directories;

/// <summary>
/// Copies output into a folder outside the zone: exactly once, as far as its file system keeps what it has synced. A file has its final
/// name only when it is complete. The folder is never created: a missing one may be a mount that is absent.
/// </summary>
/// <param name="target">The folder. A job uses the path in its receipt, which may be older.</param>
/// <param name="zone">The zone, which is never copied into.</param>
internal sealed class CopyLoader(CopyTarget target, Zone zone) : ILoader
{
    public Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping) => Task.FromResult(Load(request, stopping));

    public void Dispose()
    {
        // nothing is kept open
    }

    private LoadResult Load(LoadRequest request, CancellationToken stopping)
    {
        using var folder = Open(request.Target.Path, out var refused);
        if (folder is null)
            return refused!;
        if (!LoadMarks.IsCopied(request.Job, target.Name))
        {
            try
            {
                request.Steps.Copy.Write(request.Job, request.Target, folder, stopping);
            }
            catch (Exception failure) when (failure.IsFileSystemFailure())
            {
                return DirectoryErrorClassifier.ResultOf(failure, target);
            }

            request.Steps.Load.MarkCopied(request.Job, target.Name);
        }

        try
        {
            request.Steps.Copy.Name(request.Job, request.Target, folder);
            return new LoadResult.Loaded();
        }
        catch (LinuxException failure)
        {
            return DirectoryErrorClassifier.ResultOf(failure, target);
        }
    }

    /// <summary>Opens the folder. Returns null, with the reason, if it is not there, or another user could lead the copy elsewhere.</summary>
    private HeldFolder? Open(string path, out LoadResult? refused)
    {
        refused = null;
        try
        {
            if (target.Mount is { } mount && !IsMounted(mount))
            {
                refused = new LoadResult.Down($"nothing is mounted at {mount}");
                return null;
            }

            var folder = TrustedPath.TryOpen(path, zone, out var obstacle);
            if (obstacle is not null)
                refused = new LoadResult.Down(obstacle.Error == SystemError.NotFound ? $"the service finds no folder {path}. Create it, or mount its file system" : obstacle.Text);
            return folder;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            refused = DirectoryErrorClassifier.ResultOf(failure, target);
            return null;
        }
    }

    /// <summary>Whether the path is a mount point: a folder on another device than its parent.</summary>
    private static bool IsMounted(string path) =>
        FileStatus.At(path) is { Kind: FileKind.Folder } folder && FileStatus.At(Path.GetDirectoryName(path)!) is { } above && folder.Device != above.Device;
}
