using System.Collections.Concurrent;
using DropZone.Linux;

namespace DropZone.Spool.Durable;

/// <summary>Syncs folders that many jobs rename into: jobs that wait at the same time share one fsync. If it fails, it fails for all of them.</summary>
internal sealed class SharedFolderSync
{
    private const int MaxFolders = 1000;

    private readonly ConcurrentDictionary<string, GroupCommit<string>> _folders = new(StringComparer.Ordinal);

    /// <summary>Makes all names that are in the folder now durable.</summary>
    public void Sync(string folder)
    {
        // each day has folders of its own; a job that waits holds a reference to the one it needs
        if (_folders.Count > MaxFolders)
            _folders.Clear();
        _folders.GetOrAdd(folder, _ => new GroupCommit<string>(group => DurableFile.Sync(group[0]))).Commit(folder);
    }
}
