using DropZone.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Service;

/// <summary>
/// Whether the machine lets no job through: so many jobs one after another met trouble of the disk, and none ended otherwise
/// since. One file in a bad sector is no such streak. For many threads.
/// </summary>
internal sealed class FailureStreak(int jobs)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _deferred = [];
    private volatile string? _reason;

    /// <summary>What the last of them met; null: jobs pass.</summary>
    public string? Reason => _reason;

    public void Note(JobName job, JobResult end)
    {
        lock (_gate)
        {
            switch (end)
            {
                case JobResult.Deferred { IsOfMachine: true } deferred:
                    _deferred.Add(job.Text);
                    if (_deferred.Count >= jobs)
                        _reason = deferred.Reason;
                    break;
                case JobResult.Archived or JobResult.Split or JobResult.Skipped or JobResult.Failed or JobResult.Waits:
                    _deferred.Clear();
                    _reason = null;
                    break;
            }
        }
    }
}
