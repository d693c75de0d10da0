namespace DropZone;

/// <summary>A signal that one loop waits for, with a time limit. Signals that arrive while no loop waits are kept as one.</summary>
public sealed class WakeSignal(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Signal()
    {
        lock (_gate)
            _signal.TrySetResult();
    }

    /// <summary>Returns at a signal, after the limit, or when it is cancelled; never throws.</summary>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellation)
    {
        Task signal;
        lock (_gate)
            signal = _signal.Task;
        if (!signal.IsCompleted && limit > TimeSpan.Zero)
        {
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(signal, Task.Delay(limit, clock, timer.Token)).ConfigureAwait(false);
            await timer.CancelAsync().ConfigureAwait(false);
        }

        lock (_gate)
        {
            if (_signal.Task.IsCompleted)
                _signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
