namespace DropZone.Service;

/// <summary>Counts pieces of work and signals when none is left. Thread-safe.</summary>
internal sealed class WorkInProgress
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _done;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Begin()
    {
        lock (_gate)
            _count++;
    }

    public void End()
    {
        TaskCompletionSource? done = null;
        lock (_gate)
        {
            if (--_count == 0)
                (done, _done) = (_done, null);
        }

        done?.TrySetResult();
    }

    /// <summary>Completes as soon as no work is left, even if more begins later.</summary>
    public Task WhenDone()
    {
        // checked under the lock of End: the last one cannot end unnoticed between the check and the wait
        lock (_gate)
            return _count == 0 ? Task.CompletedTask : (_done ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }
}
