using DropZone.Logging;
using DropZone.Metrics;
using DropZone.Targets.Loading;
using Microsoft.Extensions.Logging;

namespace DropZone.Targets;

/// <summary>
/// One target of one feed behind a circuit breaker. The second consecutive failure opens the circuit: the target counts as down, which
/// is logged once, and of the waiting jobs one at a time tests it after a pause. The first success closes the circuit: that is
/// logged, and all waiting jobs resume at once. Thread-safe.
/// </summary>
public sealed class GuardedLoader : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly string _feed;
    private readonly string _target;
    private readonly ILoader _loader;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CircuitBreaker _circuit;
    private readonly SemaphoreSlim _turns = new(1);

    /// <param name="feed">The feed of the target.</param>
    /// <param name="target">Its name.</param>
    /// <param name="loader">Disposed with this.</param>
    /// <param name="clock">For pauses and times.</param>
    /// <param name="random">From 0 to 1, for the length of pauses.</param>
    /// <param name="logger">For outages.</param>
    internal GuardedLoader(string feed, string target, ILoader loader, TimeProvider clock, Func<double> random, ILogger logger)
    {
        (_feed, _target, _loader, _clock, _logger) = (feed, target, loader, clock, logger);
        _circuit = new CircuitBreaker(clock, random);
    }

    /// <summary>Whether the last two calls or more have failed.</summary>
    public bool IsDown => _circuit.UntilClosed is not null;

    /// <summary>The outage of the target; null if it is available.</summary>
    public TargetOutage? Outage =>
        _circuit.Outage is var (since, reason, nextTest) ? new TargetOutage(_feed, _target, since, reason, nextTest) : null;

    /// <summary>Hands the output of a job to the target. While the target is known to be down, returns that without a call.</summary>
    /// <exception cref="OperationCanceledException">The service stops.</exception>
    /// <exception cref="IOException">A file of the job cannot be read.</exception>
    public LoadResult Load(LoadRequest request, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        if (_circuit.Admit() is not { } phase)
            return new LoadResult.Down(_circuit.Reason);
        LoadResult? result = null;
        try
        {
            using var timer = new StageTimer(_clock, _feed, "load");
            result = _loader.LoadAsync(request, stopping).GetAwaiter().GetResult();
        }
        finally
        {
            if (result is null)
                _circuit.Abandon(phase);
        }

        Note(phase, result);
        return result;
    }

    /// <summary>Returns when another load is worth trying: the target is up again, or it is this job's turn to test it.</summary>
    /// <param name="longest">The longest time to wait.</param>
    /// <returns>The turn, to be disposed after the test; null: other jobs may load too.</returns>
    public async Task<IDisposable?> WaitAsync(TimeSpan longest, CancellationToken stopping)
    {
        longest = longest < TimeSpan.Zero ? TimeSpan.Zero : longest > LongestWait ? LongestWait : longest;
        if (_circuit.UntilClosed is not { } closed)
        {
            await Task.Delay(_circuit.PlanTest(longest), _clock, stopping).ConfigureAwait(false);
            return null;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var turn = _turns.WaitAsync(over.Token);
        await Task.WhenAny(closed, turn, Task.Delay(longest, _clock, over.Token)).ConfigureAwait(false);
        if (turn.IsCompletedSuccessfully)
            await Task.WhenAny(closed, Task.Delay(_circuit.PlanTest(longest), _clock, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await turn.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var held = turn.IsCompletedSuccessfully ? new Turn(_turns) : null;
        if (!stopping.IsCancellationRequested)
            return held;
        held?.Dispose();
        throw new OperationCanceledException(stopping);
    }

    public void Dispose()
    {
        _loader.Dispose();
        _turns.Dispose();
    }

    private void Note(int phase, LoadResult result)
    {
        if (result is LoadResult.Down(var reason))
        {
            if (_circuit.Fail(phase, reason))
                _logger.TargetDown(_feed, _target, reason);
        }
        else if (_circuit.Succeed(phase) is { } outage)
        {
            _logger.TargetUp(_feed, _target, TimeSpan.FromSeconds(Math.Ceiling(outage.TotalSeconds)));
        }
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}

/// <summary>A target that is down.</summary>
/// <param name="Feed">The feed of the target.</param>
/// <param name="Target">Its name.</param>
/// <param name="Since">When it was found to be down, UTC.</param>
/// <param name="Reason">The last error of the target or the network.</param>
/// <param name="NextTry">When it is tried again, UTC; null: with the next job.</param>
public sealed record TargetOutage(string Feed, string Target, DateTimeOffset Since, string Reason, DateTimeOffset? NextTry);
