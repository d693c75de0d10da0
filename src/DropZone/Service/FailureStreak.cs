using DropZone.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Service;

/// <summary>
/// Detects that the machine lets no job pass: a number of different jobs in a row met a failure of the disk or the system, and none
/// had another result since. One file in a bad sector is no such streak. Thread-safe.
/// </summary>
internal sealed class FailureStreak(int jobs)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _deferred = [];
    private volatile string? _reason;

    /// <summary>The failure of the last of them; null: jobs pass.</summary>
    public string? Reason => _reason;

    public void Note(JobName job, JobResult result)
    {
        lock (_gate)
        {
            switch (result)
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
