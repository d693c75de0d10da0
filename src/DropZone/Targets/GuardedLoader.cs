using DropZone.Logging;
using DropZone.Metrics;
using DropZone.Targets.Loading;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace DropZone.Targets;

/// <summary>
/// One target of one feed behind a circuit breaker. The second failure in a row opens it: the target counts as down, which is said
/// once, and nobody asks it but one job at a time, after pauses of a tenth of the time that it has been down, between a second
/// and five minutes. When it answers again, that is said, and all who wait go on at once. For many threads.
/// </summary>
public sealed class GuardedLoader : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    private const double PartOfOutage = 0.1;
    private const double Jitter = 0.2;

    private readonly string feed;
    private readonly string target;
    private readonly ILoader loader;
    private readonly TimeProvider clock;
    private readonly Func<double> random;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<LoadResult> breaker;
    private readonly SemaphoreSlim turns = new(1);
    private readonly Lock changes = new();
    private TaskCompletionSource up = NewSource();
    private DateTimeOffset? downSince;
    private string reason = "";
    private DateTimeOffset? nextTry;

    /// <summary>Takes the loader over.</summary>
    internal GuardedLoader(string feed, string target, ILoader loader, TimeProvider clock, Func<double> random, ILogger logger)
    {
        (this.feed, this.target, this.loader, this.clock, this.random, this.logger) = (feed, target, loader, clock, random, logger);
        breaker = new ResiliencePipelineBuilder<LoadResult> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<LoadResult>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is LoadResult.Down),
                FailureRatio = 0.01,
                MinimumThroughput = 2,
                SamplingDuration = Memory,
                BreakDurationGenerator = _ => ValueTask.FromResult(Pause()),
                OnOpened = SayDown,
                OnClosed = SayUp,
            })
            .Build();
    }

    /// <summary>It did not answer twice in a row, and nobody has been answered since.</summary>
    public bool IsDown => AnswersAgain() is not null;

    /// <summary>What is known of its outage; null: it is not known to be down.</summary>
    public TargetOutage? Outage
    {
        get
        {
            lock (changes)
                return downSince is { } since ? new TargetOutage(feed, target, since, reason, nextTry) : null;
        }
    }

    /// <summary>Asks the target, unless it is known to be down.</summary>
    /// <exception cref="OperationCanceledException">The service stops.</exception>
    /// <exception cref="IOException">A file of the job cannot be read.</exception>
    public LoadResult Load(LoadRequest request, CancellationToken stopping)
    {
        try
        {
            return breaker.ExecuteAsync(AskAsync, request, stopping).AsTask().GetAwaiter().GetResult();
        }
        catch (BrokenCircuitException)
        {
            return new LoadResult.Down(reason);
        }
    }

    private async ValueTask<LoadResult> AskAsync(LoadRequest request, CancellationToken stopping)
    {
        using var timer = new StageTimer(clock, feed, "load");
        var end = await loader.LoadAsync(request, stopping).ConfigureAwait(false);
        if (end is LoadResult.Down(var why))
            reason = why;
        return end;
    }

    /// <summary>Returns when it is worth asking again: the target answers somebody, or it is this job's turn to find out.</summary>
    /// <param name="longest">It returns then at the latest.</param>
    /// <returns>The turn, to be disposed when the target was asked; null: others may ask, too.</returns>
    public async Task<IDisposable?> WaitAsync(TimeSpan longest, CancellationToken stopping)
    {
        longest = longest < TimeSpan.Zero ? TimeSpan.Zero : Shorter(longest, LongestWait);
        if (AnswersAgain() is not { } answers)
        {
            await Task.Delay(Shorter(Pause(), longest), clock, stopping).ConfigureAwait(false);
            return null;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var turn = turns.WaitAsync(over.Token);
        await Task.WhenAny(answers, turn, Task.Delay(longest, clock, over.Token)).ConfigureAwait(false);
        if (turn.IsCompletedSuccessfully)
            await Task.WhenAny(answers, PauseAsync(longest, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await turn.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var held = turn.IsCompletedSuccessfully ? new Turn(turns) : null;
        if (!stopping.IsCancellationRequested)
            return held;
        held?.Dispose();
        throw new OperationCanceledException(stopping);
    }

    public void Dispose()
    {
        loader.Dispose();
        turns.Dispose();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Completes when the target answers; null: it is not known to be down.</summary>
    private Task? AnswersAgain()
    {
        lock (changes)
            return downSince is null ? null : up.Task;
    }

    private Task PauseAsync(TimeSpan longest, CancellationToken stopping)
    {
        var pause = Shorter(Pause(), longest);
        lock (changes)
            nextTry = clock.GetUtcNow() + pause;
        return Task.Delay(pause, clock, stopping);
    }

    private TimeSpan Pause()
    {
        lock (changes)
        {
            var part = (clock.GetUtcNow() - (downSince ?? clock.GetUtcNow())) * PartOfOutage;
            var pause = part < ShortestPause ? ShortestPause : part > LongestPause ? LongestPause : part;
            return pause * (1 - Jitter + (2 * Jitter * random()));
        }
    }

    private ValueTask SayDown(OnCircuitOpenedArguments<LoadResult> arguments)
    {
        lock (changes)
        {
            if (downSince is not null)
                return ValueTask.CompletedTask;
            downSince = clock.GetUtcNow();
            nextTry = null;
            up = NewSource();
        }

        logger.TargetDown(feed, target, reason);
        return ValueTask.CompletedTask;
    }

    private ValueTask SayUp(OnCircuitClosedArguments<LoadResult> arguments)
    {
        TimeSpan outage;
        TaskCompletionSource waiting;
        lock (changes)
        {
            if (downSince is not { } since)
                return ValueTask.CompletedTask;
            outage = clock.GetUtcNow() - since;
            downSince = null;
            waiting = up;
        }

        logger.TargetUp(feed, target, TimeSpan.FromSeconds(Math.Ceiling(outage.TotalSeconds)));
        waiting.TrySetResult();
        return ValueTask.CompletedTask;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
