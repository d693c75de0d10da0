using System.Collections.Concurrent;
using DropZone.Csv.Reading;
using DropZone.Feeds;
using DropZone.Intake;
using DropZone.Jobs;
using DropZone.Ledger;
using DropZone.Logging;
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

namespace DropZone.Service;

/// <summary>
/// Runs jobs, at most as many at a time as there are workers. A job that is deferred or waits for a target holds no worker
/// meanwhile. An internal error in a job ends the service: the next start tries that job alone.
/// </summary>
public sealed class JobRunner : IWorkers, IDisposable
{
    private readonly Attempts _attempts;
    private readonly NotificationQueue _queue;
    private readonly FeedChecks _feeds;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly WorkerShares _workers;
    private readonly FeedTurns _turns;
    private readonly FailureStreak _failures;
    private readonly ConversionShares _shares;
    private readonly JobExecutor _executor;
    private readonly JobPatience _patience;
    private readonly ConcurrentDictionary<string, JobProgress> _running = new(StringComparer.Ordinal);
    private readonly WorkInProgress _unfinished = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="configuration">Has the number of workers and the feeds.</param>
    /// <param name="steps">The durable steps of the zone.</param>
    /// <param name="ledger">Finds duplicates.</param>
    /// <param name="attempts">Counts the starts of jobs that run alone.</param>
    /// <param name="queue">Receives notifications.</param>
    /// <param name="feeds">The feeds that run; jobs of others wait.</param>
    /// <param name="clock">For pauses and times.</param>
    /// <param name="random">From 0 to 1, for the length of pauses; thread-safe.</param>
    /// <param name="logger">For the results of jobs.</param>
    public JobRunner(
        ZoneConfiguration configuration, DurableSteps steps, JobLedger ledger, Attempts attempts, NotificationQueue queue, FeedChecks feeds, TimeProvider clock,
        Func<double> random, ILogger logger)
    {
        (_attempts, _queue, _feeds, _clock, _logger) = (attempts, queue, feeds, clock, logger);
        feeds.Recovered += () => RoomMade?.Invoke();
        var programs = ProgramRunner.Own(clock);
        Loaders = new Loaders(steps.Zone, programs, clock, random, logger);
        _shares = new ConversionShares(new RecordMemory(configuration.Settings.Limits.RecordMemory ?? RecordMemory.Standard), Environment.ProcessorCount);
        _workers = new WorkerShares(configuration);
        _turns = new FeedTurns(steps.Zone, configuration, clock);
        _failures = new FailureStreak(_workers.MaxClaimed);
        _executor = new JobExecutor(steps, ledger, Loaders, queue, _shares, programs, _failures, feeds, clock, logger);
        _patience = new JobPatience(configuration, steps, queue, clock, random, logger);
    }

    public event Action? RoomMade;

    public bool HasRoom => _workers.HasRoom;

    public string? MachineFailure => _failures.Reason;

    /// <summary>The targets.</summary>
    public Loaders Loaders { get; }

    /// <summary>Jobs that are not archived, failed or left for the next start yet.</summary>
    public int Unfinished => _unfinished.Count;

    /// <summary>Jobs that have a worker.</summary>
    public int Working => _workers.Working;

    /// <summary>The number of jobs that wait for each target, by its name.</summary>
    public IReadOnlyList<(string Target, int Jobs)> Waits =>
        [.. _running.Values.Select(progress => progress.WaitsFor).OfType<string>().GroupBy(target => target, (target, jobs) => (target, jobs.Count())).OrderBy(wait => wait.target, StringComparer.Ordinal)];

    /// <summary>The progress of unfinished jobs, by their names.</summary>
    public IReadOnlyDictionary<string, JobProgress> Running => _running;

    public long Archived => _executor.Archived;

    public long Failed => _executor.Failed;

    /// <summary>Fails when an internal error ended a job.</summary>
    public Task Fault => _fault.Task;

    public bool HasRoomFor(string feed) => _feeds.IsUp(feed) && _workers.HasRoomFor(feed) && _turns.IsFree(feed);

    public bool Recheck(string feed) => _feeds.Recheck(feed);

    /// <summary>Whether the job is unfinished.</summary>
    public bool IsRunning(JobName job) => _running.ContainsKey(job.Text);

    public void Start(JobFolder job, Feed? feed)
    {
        _workers.Claim(job.Feed);
        _unfinished.Begin();
        Live(job, feed, isClaim: true);
    }

    /// <summary>Resumes a job of an earlier run. If it is <see cref="InterruptedJob.Alone"/>, it may have ended that run.</summary>
    /// <remarks>Returns when such a job has a result or is deferred; any other runs on beside the others.</remarks>
    public async Task ResumeAsync(InterruptedJob interrupted, Feed? feed)
    {
        if (_stop.IsCancellationRequested)
            return;
        _unfinished.Begin();

        // a job that has to wait, for an earlier one or for its folders, cannot have ended the service
        if (!interrupted.Alone || !_feeds.IsUp(interrupted.Job.Feed) || !_turns.IsFreeFor(feed, interrupted.Job.Name) || await RunAloneAsync(interrupted.Job, feed).ConfigureAwait(false))
            Live(interrupted.Job, feed, isClaim: false);
        else
            _unfinished.End();
    }

    /// <summary>Starts no more jobs; running ones end, or stop where the next start resumes them.</summary>
    public Task BeginStopAsync() => _stop.CancelAsync();

    /// <summary>Returns when no job is unfinished, or an internal error has ended one.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task DrainAsync(CancellationToken cancellation = default) => Task.WhenAny(_unfinished.WhenDone(), Fault).WaitAsync(cancellation);

    public void Dispose()
    {
        _stop.Dispose();
        _workers.Dispose();
        _shares.Dispose();
        Loaders.Dispose();
    }

    /// <summary>Runs the job while no other does, and counts the attempt durably. Returns whether it has to be tried again.</summary>
    private async Task<bool> RunAloneAsync(JobFolder job, Feed? feed)
    {
        try
        {
            var number = _attempts.Begin(job.Name);
            var isPoison = number >= Attempts.Poison;
            if (!isPoison)
                _logger.JobAttempt(job.Feed, job.Name.Text, number);
            var progress = _running[job.Name.Text] = new JobProgress(job.Feed, _clock);
            var result = await Task.Run(() => _executor.Run(job, feed, progress, isPoison, _stop.Token)).ConfigureAwait(false);
            if (result is JobResult.Interrupted)
                _attempts.TakeBack(job.Name, number);
            else
                _attempts.End(job.Name);
            return result is JobResult.Deferred or JobResult.Waits or JobResult.StillWritten or JobResult.Changed;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return true; // its attempt could not be recorded
        }
        catch
        {
            _unfinished.End();
            throw; // logged by the service, which ends: the next start counts the attempt
        }
        finally
        {
            _running.TryRemove(job.Name.Text, out _);
            _queue.Wake();
        }
    }

    private void Live(JobFolder job, Feed? feed, bool isClaim)
    {
        // requested here, so that turns are taken in the order of the calls
        var turn = _turns.WaitAsync(feed, job.Name, _stop.Token);
        _ = Task.Run(() => LiveAsync(job, feed, turn, isClaim));
    }

    private async Task LiveAsync(JobFolder job, Feed? feed, Task<IDisposable?> itsTurn, bool isClaim)
    {
        var countsAsClaimed = isClaim;
        var context = JobPatience.Begin(job, _stop.Token);
        var progress = _running[job.Name.Text] = new JobProgress(job.Feed, _clock);
        try
        {
            using var turn = await itsTurn.ConfigureAwait(false);
            IDisposable? test = null;
            while (true)
            {
                JobResult result;
                using (test)
                    result = await _patience.RunAsync(TryAsync, context).ConfigureAwait(false);
                if (result is not JobResult.Waits waits)
                    break;
                _patience.ReportWaiting(job, waits, context);
                progress.WaitsFor = waits.Target;
                test = await waits.Loader.WaitAsync(waits.Until - _clock.GetUtcNow(), _stop.Token).ConfigureAwait(false);
                progress.WaitsFor = null;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // the next start resumes it
        }
        catch (Exception fault)
        {
            _logger.InternalFault(fault, $"running job {job.Name}");
            _fault.TrySetException(fault);
        }
        finally
        {
            JobPatience.End(context);
            _running.TryRemove(job.Name.Text, out _);
            RoomMade?.Invoke(); // the feed's turn is over
            _queue.Wake();
            _unfinished.End(); // last: once the runner is drained it may be disposed
        }

        async ValueTask<JobResult> TryAsync(ResilienceContext context)
        {
            if (!_feeds.IsUp(job.Feed))
            {
                EndClaim(); // jobs that wait for their folders must not stop the claims of other feeds
                await _feeds.WhenUpAsync(job.Feed, context.CancellationToken).ConfigureAwait(false);
            }

            var worker = await _workers.EnterAsync(job.Feed, context.CancellationToken).ConfigureAwait(false);
            try
            {
                return _executor.Run(job, feed, progress, isPoison: false, _stop.Token);
            }
            finally
            {
                worker.Dispose();
                EndClaim();
            }
        }

        void EndClaim()
        {
            if (countsAsClaimed)
                _workers.EndClaim(job.Feed);
            countsAsClaimed = false;
            RoomMade?.Invoke();
        }
    }
}
