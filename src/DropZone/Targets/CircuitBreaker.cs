namespace DropZone.Targets;

/// <summary>
/// The circuit breaker of one target. The second consecutive failure opens it, and a success in between resets the count. An open
/// circuit rejects calls until a pause is over, then admits one call as a test: a success closes it, a failure starts the next
/// pause. A pause lasts a tenth of the outage so far, within 1 s and 5 min, give or take a fifth. Thread-safe.
/// </summary>
/// <remarks>Not Polly's: that one opens on a ratio of failures within a period and has no count of consecutive failures.</remarks>
/// <param name="clock">Monotonic for the pauses, UTC for the outage.</param>
/// <param name="random">From 0 to 1, for the length of pauses.</param>
internal sealed class CircuitBreaker(TimeProvider clock, Func<double> random)
{
    private const int FailuresToOpen = 2;
    private const double PartOfOutage = 0.1;
    private const double Jitter = 0.2;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private TaskCompletionSource _closed = NewSource();
    private int _phase;
    private int _failures;
    private string _reason = "";
    private DateTimeOffset? _openSince; // null: closed
    private long _openedAt;
    private long _pauseBegan;
    private TimeSpan _pause;
    private bool _isTesting;
    private DateTimeOffset? _nextTest;

    /// <summary>Completes when the circuit closes; null: it is closed.</summary>
    public Task? UntilClosed
    {
        get
        {
            lock (_gate)
                return _openSince is null ? null : _closed.Task;
        }
    }

    /// <summary>When the circuit opened, the reason of the last failure, and when a waiting job tests it; null: it is closed.</summary>
    public (DateTimeOffset Since, string Reason, DateTimeOffset? NextTest)? Outage
    {
        get
        {
            lock (_gate)
                return _openSince is { } since ? (since, _reason, _nextTest) : null;
        }
    }

    /// <summary>The reason of the last failure.</summary>
    public string Reason
    {
        get
        {
            lock (_gate)
                return _reason;
        }
    }

    /// <summary>Admits a call, or rejects it.</summary>
    /// <returns>The phase that its outcome belongs to; null: rejected.</returns>
    public int? Admit()
    {
        lock (_gate)
        {
            if (_openSince is null)
                return _phase;
            if (_isTesting || LeftOfPause() > TimeSpan.Zero)
                return null;
            _isTesting = true;
            return _phase;
        }
    }

    /// <summary>Reports that the target answered. Returns the length of the outage that this ends, or null without an outage.</summary>
    public TimeSpan? Succeed(int phase)
    {
        TaskCompletionSource closed;
        TimeSpan outage;
        lock (_gate)
        {
            // a call from before the outage may have opened its connection long ago: it proves nothing
            if (phase != _phase)
                return null;
            _failures = 0;
            if (_openSince is null)
                return null;
            outage = clock.GetElapsedTime(_openedAt);
            _openSince = null;
            _isTesting = false;
            _phase++;
            closed = _closed;
        }

        closed.TrySetResult();
        return outage;
    }

    /// <summary>Reports that the target did not answer. Returns whether this opens the circuit.</summary>
    /// <param name="reason">For the jobs that are rejected from now on.</param>
    public bool Fail(int phase, string reason)
    {
        lock (_gate)
        {
            if (phase != _phase)
                return false;
            _reason = reason;
            var opens = _openSince is null && ++_failures >= FailuresToOpen;
            if (opens)
            {
                (_openSince, _openedAt) = (clock.GetUtcNow(), clock.GetTimestamp());
                _closed = NewSource();
                _nextTest = null;
                _phase++;
            }

            if (_openSince is not null)
                StartPause();
            return opens;
        }
    }

    /// <summary>Reports that a call ended without an outcome: if it was the test, the next call is.</summary>
    public void Abandon(int phase)
    {
        lock (_gate)
        {
            if (phase == _phase)
                _isTesting = false;
        }
    }

    /// <summary>Returns the time until a job's next call is worth making, and records it as the next test; zero: now.</summary>
    /// <param name="longest">An upper limit.</param>
    public TimeSpan PlanTest(TimeSpan longest)
    {
        lock (_gate)
        {
            var wait = _openSince is null || _isTesting ? NewPause() : LeftOfPause();
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > longest ? longest : wait;
            _nextTest = clock.GetUtcNow() + wait;
            return wait;
        }
    }

    private TimeSpan LeftOfPause() => _pause - clock.GetElapsedTime(_pauseBegan);

    private void StartPause()
    {
        (_pauseBegan, _pause) = (clock.GetTimestamp(), NewPause());
        _isTesting = false;
    }

    private TimeSpan NewPause()
    {
        var part = _openSince is null ? TimeSpan.Zero : clock.GetElapsedTime(_openedAt) * PartOfOutage;
        var pause = part < ShortestPause ? ShortestPause : part > LongestPause ? LongestPause : part;
        return pause * (1 - Jitter + (2 * Jitter * random()));
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
