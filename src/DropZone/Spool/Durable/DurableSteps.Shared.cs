using System.Collections.Concurrent;
using DropZone.Linux;

namespace DropZone.Spool.Durable;

/// <summary>Folders that many jobs rename into: jobs that ask at a time share one fsync. A failed one fails for all that share it.</summary>
public sealed partial class DurableSteps
{
    private const int MaxShared = 1000;

    private readonly ConcurrentDictionary<string, GroupCommit<string>> sharedFolders = new(StringComparer.Ordinal);

    /// <summary>All names that are in the folder now are durable when this returns.</summary>
    private void SyncShared(string folder)
    {
        // each day has folders of its own; whoever shares one now has it in hand
        if (sharedFolders.Count > MaxShared)
            sharedFolders.Clear();
        sharedFolders.GetOrAdd(folder, _ => new GroupCommit<string>(asked => DurableFile.Sync(asked[0]))).Commit(folder);
    }
}
