using System.Collections.Concurrent;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Intake;
using DropZone.Jobs;
using DropZone.Ledger;
using DropZone.Logging;
using DropZone.Notifications;
using DropZone.Notifications.Messages;
using DropZone.Processes;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Recovery;
using DropZone.Targets;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace DropZone.Service;

/// <summary>
/// Runs jobs, so many at a time. A job that meets trouble that can pass waits its turn again with exponential backoff and
/// jitter, holding no worker meanwhile. A fault of our own in a job ends the service: the next start tries the job alone.
/// </summary>
public sealed class JobRunner : IWorkers, IDisposable
{
    private readonly ZoneConfiguration _configuration;
    private readonly DurableSteps _steps;
    private readonly JobLedger _ledger;
    private readonly Attempts _attempts;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly int _mostClaimed;
    private static readonly ResiliencePropertyKey<JobFolder> JobOf = new("job");
    private static readonly ResiliencePropertyKey<string> LastReason = new("reason");
    private readonly SemaphoreSlim _workers;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ResiliencePipeline<JobResult> _patience;
    private readonly Random _random;
    private readonly ProgramRunner _programs;
    private readonly Loaders _loaders;
    private readonly NotificationQueue _queue;
    private readonly FeedTurns _turns;
    private readonly ConcurrentDictionary<string, JobProgress> _running = new(StringComparer.Ordinal);
    private readonly FailureStreak _trouble;
    private int _claimed;
    private int _unfinished;
    private long _archived;
    private long _failed;

    public JobRunner(
        ZoneConfiguration configuration, DurableSteps steps, JobLedger ledger, Attempts attempts, NotificationQueue queue, TimeProvider clock, Random random,
        ILogger logger)
    {
        _configuration = configuration;
        _steps = steps;
        _ledger = ledger;
        _attempts = attempts;
        _queue = queue;
        _clock = clock;
        _programs = ProgramRunner.Own(clock);
        _random = random;
        _logger = logger;
        _loaders = new Loaders(steps.Zone, _programs, clock, Jitter, logger);
        _turns = new FeedTurns(steps.Zone, configuration, clock);
        _mostClaimed = configuration.Settings.Workers * 2;
        _trouble = new FailureStreak(_mostClaimed);
        _workers = new SemaphoreSlim(configuration.Settings.Workers);
        _patience = Patience();
    }

    public event Action? RoomMade;

    public bool HasRoomFor(string feed) => _turns.IsFree(feed);

    public bool HasRoom => Volatile.Read(ref _claimed) < _mostClaimed;

    public string? Trouble => _trouble.Reason;

    /// <summary>Whether the job is being run, or waits to be run again.</summary>
    public bool IsRunning(JobName job) => _running.ContainsKey(job.Text);

    /// <summary>The targets.</summary>
    public Loaders Loaders => _loaders;

    /// <summary>Jobs that are not archived, failed or left for the next start yet.</summary>
    public int Unfinished => Volatile.Read(ref _unfinished);

    /// <summary>Jobs that have a worker.</summary>
    public int Working => _configuration.Settings.Workers - _workers.CurrentCount;

    /// <summary>Jobs that wait for a target, by its name.</summary>
    public IReadOnlyList<(string Target, int Jobs)> Waits =>
        [.. _running.Values.Select(progress => progress.WaitsFor).OfType<string>().GroupBy(target => target, (target, jobs) => (target, jobs.Count())).OrderBy(wait => wait.target, StringComparer.Ordinal)];

    /// <summary>How far jobs under way are, by their names.</summary>
    public IReadOnlyDictionary<string, JobProgress> Running => _running;

    public long Archived => Interlocked.Read(ref _archived);

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Fails when a fault of our own ended a job.</summary>
    public Task Fault => _fault.Task;

    public void Start(JobFolder job, Feed? feed)
    {
        Interlocked.Increment(ref _claimed);
        Interlocked.Increment(ref _unfinished);
        Live(job, feed, isClaim: true);
    }

    /// <summary>Takes up a job that an earlier run left; it may be what ended that run if it is <see cref="InterruptedJob.Alone"/>.</summary>
    /// <remarks>Returns when the job has ended or waits; one that is not alone runs on beside the others.</remarks>
    public async Task ResumeAsync(InterruptedJob interrupted, Feed? feed)
    {
        if (_stop.IsCancellationRequested)
            return;
        Interlocked.Increment(ref _unfinished);
        if (!interrupted.Alone)
        {
            Live(interrupted.Job, feed, isClaim: false);
            return;
        }

        var name = interrupted.Job.Name;
        if (!_turns.IsFreeFor(feed, name))
        {
            // one before it waits for something that can pass: it is not what ended the service
            Live(interrupted.Job, feed, isClaim: false);
            return;
        }

        JobResult end;
        var number = 0;
        try
        {
            number = _attempts.Begin(name);
            if (number < Attempts.Poison)
                _logger.JobAttempt(interrupted.Job.Feed, name.Text, number);
            _running[name.Text] = new JobProgress(interrupted.Job.Feed, _clock);
            end = await Task.Run(() => RunOnce(interrupted.Job, feed, poison: number >= Attempts.Poison)).ConfigureAwait(false);
            if (end is JobResult.Interrupted)
                _attempts.TakeBack(name, number);
            else
                _attempts.End(name);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            end = new JobResult.Deferred(failure.Message); // its attempt could not be recorded
        }
        catch
        {
            Interlocked.Decrement(ref _unfinished);
            throw; // the service says it and ends: the next start counts the attempt
        }
        finally
        {
            _running.TryRemove(name.Text, out _);
            _queue.Wake();
        }

        if (end is JobResult.Deferred or JobResult.Waits or JobResult.StillWritten or JobResult.Changed)
            Live(interrupted.Job, feed, isClaim: false);
        else
            Interlocked.Decrement(ref _unfinished);
    }

    /// <summary>No job begins any more; running ones end, or stop where the next start takes them up.</summary>
    public Task BeginStopAsync() => _stop.CancelAsync();

    /// <summary>Returns when no job runs any more.</summary>
    public async Task DrainAsync()
    {
        while (Unfinished > 0 && !Fault.IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(2), _clock).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _workers.Dispose();
        _loaders.Dispose();
    }

    private void Live(JobFolder job, Feed? feed, bool isClaim)
    {
        // asked for here, so that turns are taken in the order of the calls
        var turn = _turns.WaitAsync(feed, job.Name, _stop.Token);
        _ = Task.Run(() => LiveAsync(job, feed, turn, isClaim));
    }

    private async Task LiveAsync(JobFolder job, Feed? feed, Task<IDisposable?> itsTurn, bool isClaim)
    {
        var countsAsClaimed = isClaim;
        var context = ResilienceContextPool.Shared.Get(_stop.Token);
        context.Properties.Set(JobOf, job);
        var progress = _running[job.Name.Text] = new JobProgress(job.Feed, _clock);
        try
        {
            using var turn = await itsTurn.ConfigureAwait(false);
            IDisposable? probe = null;
            while (true)
            {
                JobResult end;
                using (probe)
                    end = await _patience.ExecuteAsync(TryAsync, context).ConfigureAwait(false);
                if (end is not JobResult.Waits waits)
                    break;
                SayWaits(job, waits, context);
                progress.WaitsFor = waits.Target;
                probe = await waits.Loader.WaitAsync(waits.Until - _clock.GetUtcNow(), _stop.Token).ConfigureAwait(false);
                progress.WaitsFor = null;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // the next start takes it up
        }
        catch (Exception fault)
        {
            _logger.InternalFault(fault, $"running job {job.Name}");
            _fault.TrySetException(fault);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            _running.TryRemove(job.Name.Text, out _);
            Interlocked.Decrement(ref _unfinished);
            RoomMade?.Invoke(); // for the feed, whose turn is over
            _queue.Wake();
        }

        async ValueTask<JobResult> TryAsync(ResilienceContext context)
        {
            await _workers.WaitAsync(context.CancellationToken).ConfigureAwait(false);
            try
            {
                return RunOnce(job, feed, poison: false);
            }
            finally
            {
                _workers.Release();
                if (countsAsClaimed)
                    Interlocked.Decrement(ref _claimed);
                countsAsClaimed = false;
                RoomMade?.Invoke();
            }
        }
    }

    private JobResult RunOnce(JobFolder folder, Feed? feed, bool poison)
    {
        var began = _clock.GetTimestamp();
        var job = new Job(folder, feed, _steps, _ledger, _loaders, _queue, _programs, _running.GetValueOrDefault(folder.Name.Text) ?? new JobProgress(folder.Feed, _clock), _clock, _logger);
        var shownName = job.ShownName;
        var end = poison ? job.Poison(Attempts.Poison - 1) : job.Run(_stop.Token);
        _trouble.Note(folder.Name, end);
        JobFigures.Count(folder.Feed, end, _clock.GetElapsedTime(began));
        switch (end)
        {
            case JobResult.Archived(var rows, var output):
                Interlocked.Increment(ref _archived);
                _logger.JobArchived(
                    folder.Feed, folder.Name.Text, shownName, rows.In, rows.Out, rows.Filtered, rows.Deduplicated,
                    (long)_clock.GetElapsedTime(began).TotalMilliseconds, output);
                break;
            case JobResult.Split(var rows, var output, var bundle):
                Interlocked.Increment(ref _archived);
                _logger.JobSplit(
                    folder.Feed, folder.Name.Text, shownName, rows.In, rows.Out, rows.Filtered, rows.Deduplicated, rows.Rejected,
                    (long)_clock.GetElapsedTime(began).TotalMilliseconds, output, bundle);
                break;
            case JobResult.Skipped(var earlier):
                Interlocked.Increment(ref _archived);
                _logger.JobSkipped(folder.Feed, folder.Name.Text, shownName, earlier.Job, earlier.File, earlier.Sealed.UtcDateTime);
                break;
            case JobResult.Failed failed:
                Interlocked.Increment(ref _failed);
                _logger.JobFailed(folder.Feed, folder.Name.Text, shownName, failed.Code.Name(), failed.Errors, failed.Folder);
                if (feed?.Order == FeedOrder.Strict)
                    _logger.FeedHeld(folder.Feed, folder.Name.Text);
                break;
        }

        return end;
    }

    private void TellDeferred(JobFolder job, string shownName, string reason) =>
        new JobNotifications(job, _configuration.FeedNamed(job.Feed), _queue, _clock).Deferred(shownName, reason);

    private ResiliencePipeline<JobResult> Patience() => new ResiliencePipelineBuilder<JobResult> { TimeProvider = _clock }
        .AddRetry(new RetryStrategyOptions<JobResult>
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is JobResult.Deferred),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromMinutes(5),
            Randomizer = Jitter,
            OnRetry = SayDeferred,
        })
        .AddRetry(new RetryStrategyOptions<JobResult>
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is JobResult.StillWritten or JobResult.Changed),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(1),
            MaxDelay = TimeSpan.FromMilliseconds(50),
        })
        .Build();

    /// <summary>From 0 to 1, for the length of pauses. For many threads.</summary>
    public double Jitter()
    {
        lock (_random)
            return _random.NextDouble();
    }

    /// <summary>Once per target, not once per try.</summary>
    private void SayWaits(JobFolder job, JobResult.Waits waits, ResilienceContext context)
    {
        if (context.Properties.GetValue(LastReason, "") == waits.Target)
            return;
        context.Properties.Set(LastReason, waits.Target);
        var shownName = new JobRecords(job, null, _steps, _clock).ShownName;
        _logger.JobWaits(job.Feed, job.Name.Text, shownName, waits.Target);
        TellDeferred(job, shownName, $"target {waits.Target} is down");
    }

    /// <summary>Once per reason, not once per try.</summary>
    private ValueTask SayDeferred(OnRetryArguments<JobResult> arguments)
    {
        var properties = arguments.Context.Properties;
        var reason = ((JobResult.Deferred)arguments.Outcome.Result!).Reason;
        if (properties.GetValue(LastReason, "") != reason && properties.TryGetValue(JobOf, out var job))
        {
            var shownName = new JobRecords(job, null, _steps, _clock).ShownName;
            _logger.JobDeferred(job.Feed, job.Name.Text, shownName, reason, TimeSpan.FromSeconds(Math.Ceiling(arguments.RetryDelay.TotalSeconds)));
            TellDeferred(job, shownName, reason);
        }

        properties.Set(LastReason, reason);
        return ValueTask.CompletedTask;
    }
}
