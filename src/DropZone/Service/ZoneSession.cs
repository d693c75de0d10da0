using System.IO.Abstractions;
using DropZone.Feeds;
using DropZone.Intake;
using DropZone.Jobs;
using DropZone.Ledger;
using DropZone.Logging;
using DropZone.Metrics;
using DropZone.Notifications;
using DropZone.Notifications.Messages;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;
using DropZone.Spool.Recovery;
using DropZone.Status;
using Microsoft.Extensions.Logging;

namespace DropZone.Service;

/// <summary>
/// The work on an opened zone under one configuration. Start: sort the jobs of the last run, watch, scan. Run: one by one the jobs
/// that may have ended the last run, then everything else. Stop: claim nothing more, let jobs end or stop where the next session
/// resumes them, record the stop as clean.
/// </summary>
public sealed class ZoneSession : IDisposable
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(1);
    private readonly Zone _zone;
    private readonly ZoneConfiguration _configuration;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly BootHistory _boot;
    private readonly IReadOnlyList<InterruptedJob> _interrupted;
    private readonly JobLedger _ledger;
    private readonly FeedOutages _outages;
    private readonly FeedChecks _feeds;
    private readonly JobRunner _runner;
    private readonly IntakeLoop _intake;
    private readonly Stack<IDisposable> _owned = [];
    private readonly List<Func<CancellationToken, Task>> _loopsAtOnce = [];
    private readonly List<Func<CancellationToken, Task>> _loopsAfterResumption = [];
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _renewal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _run;

    private ZoneSession(
        OpenZone opened, ZoneConfiguration configuration, DurableSteps steps, IFileSystemWatcherFactory watchers, TimeProvider clock, Random random,
        ILogger logger)
    {
        (_zone, _configuration, _clock, _logger) = (opened.Zone, configuration, clock, logger);
        ThreadPool.SetMinThreads(configuration.Settings.Workers + 5, 4); // jobs block on the disk
        var seed = random.Next();
        var jitter = new SharedRandom(new Random(seed));
        _owned.Push(_stop);

        try
        {
            _boot = BootHistory.Read(_zone, steps, clock);
            if (_boot.PowerWasCut)
                logger.UncleanBoot(_boot.LastHeartbeat!.Value);
            _outages = opened.Outages;
            _feeds = new FeedChecks(_zone, configuration, _outages, clock, new Random(seed ^ 2), logger);
            _feeds.JobsFound += () => _renewal.TrySetResult();
            _feeds.Start();
            _interrupted = new ZoneRecovery(_zone, configuration, steps, _boot, logger).Sort();
            _boot.Beat();

            _ledger = Owned(JobLedger.Open(
                _zone, configuration, steps, clock, logger, isSuspect: _boot.Crashed || _boot.PowerWasCut, _boot.PowerWasCut ? _boot.LastHeartbeat : null));
            foreach (var sealedJob in _interrupted.Where(job => job.State is JobState.Sealed or JobState.Delivered))
                Reserve(sealedJob.Job);

            var attempts = new Attempts(_zone, steps, _boot.Boot.Id);
            var queue = new NotificationQueue(_zone, configuration.Settings.Notifiers, steps, logger);
            _runner = Owned(new JobRunner(configuration, steps, _ledger, attempts, queue, _feeds, clock, jitter.Next, logger));
            var notifiers = Owned(new NotifierLoops(_zone, configuration, queue, steps, _runner.IsRunning, clock, jitter.Next, logger));
            var overdue = new OverdueWatch(_zone, configuration, steps, queue, clock, logger);
            _intake = Owned(new IntakeLoop(opened, configuration, steps, _runner, _boot.Suspect, watchers, clock, new Random(seed ^ 1), logger));

            _loopsAtOnce.Add(notifiers.RunAsync);
            _loopsAfterResumption.Add(_intake.RunAsync);
            _loopsAfterResumption.Add(new RetryLoop(_zone, configuration, steps, attempts, _runner, _feeds, clock, logger).RunAsync);
            _loopsAfterResumption.Add(overdue.RunAsync);
            _loopsAtOnce.Add(new FeedCheckLoop(_feeds, configuration.Settings.Rescan, clock).RunAsync);
            _loopsAfterResumption.Add(new HeartbeatLoop(_boot, clock, logger).RunAsync);

            ReportHeldFeeds();
            Waiting = _intake.Start();
            if (configuration.Settings.Metrics is { } metrics)
            {
                _loopsAtOnce.Add(Owned(new MetricsLoop(metrics, configuration.Settings.Limits, () => Complaint(LongestTurn), clock, logger)).RunAsync);
                Owned(new ZoneGauges(_zone, configuration, _feeds, _runner.Loaders, notifiers, overdue, clock));
            }

            _run = Task.Run(RunAsync, CancellationToken.None);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Starts a session.</summary>
    /// <param name="opened">The zone, whose lock is held.</param>
    /// <param name="configuration">The configuration for the whole session.</param>
    /// <param name="steps">The durable steps of the zone.</param>
    /// <param name="watchers">Makes the watchers of incoming folders.</param>
    /// <param name="clock">For pauses and times.</param>
    /// <param name="random">For job names and the length of pauses.</param>
    /// <param name="logger">For all events of the session.</param>
    /// <exception cref="IOException">The zone cannot be used.</exception>
    public static ZoneSession Start(
        OpenZone opened, ZoneConfiguration configuration, DurableSteps steps, IFileSystemWatcherFactory watchers, TimeProvider clock, Random random,
        ILogger logger) => new(opened, configuration, steps, watchers, clock, random, logger);

    /// <summary>Fails with an internal error, once that has been logged: the process must not exit with 0.</summary>
    public Task Fault => _fault.Task;

    /// <summary>Completes when a feed came up whose jobs this session could not list: the next session resumes them.</summary>
    public Task Renewal => _renewal.Task;

    /// <summary>The number of jobs it has archived.</summary>
    public long Archived => _runner.Archived;

    /// <summary>The number of jobs that have failed.</summary>
    public long Failed => _runner.Failed;

    /// <summary>The number of deliveries in the incoming folders at the start.</summary>
    public int Waiting { get; }

    /// <summary>The number of jobs that an earlier session left unfinished.</summary>
    public int Resumed => _interrupted.Count;

    /// <summary>Returns the status line: <c>3 active, 120 done, 2 failed, 1 waiting for postgres, 4 waiting for their turn</c>.</summary>
    /// <param name="archived">The number of jobs that earlier sessions of this run archived.</param>
    /// <param name="failed">The number of jobs that failed in them.</param>
    public string Status(long archived, long failed)
    {
        var (working, waits) = (_runner.Working, _runner.Waits);
        var others = _runner.Unfinished - working - waits.Sum(wait => wait.Jobs);
        return string.Join(", ",
        [
            $"{working} active", $"{archived + Archived} done", $"{failed + Failed} failed",
            .. waits.Select(wait => $"{wait.Jobs} waiting for {wait.Target}"),
            .. others > 0 ? [$"{others} waiting for their turn"] : Array.Empty<string>(),
            .. _outages.Now.Keys.Order(StringComparer.Ordinal).Select(feed => $"feed {feed} is down"),
        ]);
    }

    /// <summary>Returns the state of the zone, for the status socket.</summary>
    /// <param name="service">The service of this session.</param>
    /// <exception cref="IOException">The zone cannot be read.</exception>
    public ZoneStatus Overview(ServiceStatus service)
    {
        var jobs = _runner.Running.ToDictionary(running => running.Key, running => StatusOf(JobName.Parse(running.Key)!.Value, running.Value));
        return new ZoneSurvey(_zone, _configuration, _clock).Now(service, jobs,
            [.. _runner.Loaders.Outages.Select(outage => new TargetStatus(outage.Feed, outage.Target, outage.Since, outage.Reason, outage.NextTry, _runner.Running.Values.Count(job => job.Feed == outage.Feed && job.WaitsFor == outage.Target)))],
            _outages.Now);

        static JobStatus StatusOf(JobName job, JobProgress progress)
        {
            var now = progress.Now;
            return new JobStatus(job.Text, job.Delivery, job.Time, progress.WaitsFor, now?.Read, now?.Size, now?.Time.TotalSeconds);
        }
    }

    /// <summary>Returns why the session does not work; null: it does.</summary>
    /// <param name="longestTurn">The intake is stuck if a turn takes longer, beside the pause between rescans.</param>
    public string? Complaint(TimeSpan longestTurn) =>
        Fault.IsFaulted ? "an internal error has stopped the service's work"
        : _intake.SinceTurn is var since && since > _configuration.Settings.Rescan + longestTurn ? $"the intake has not checked or claimed any file for {since.TotalSeconds:F0} s"
        : null;

    /// <summary>Returns when no job runs any more.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _runner.BeginStopAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // a fault was logged where it was met
        await _runner.DrainAsync().ConfigureAwait(false);
        if (!Fault.IsFaulted)
            _boot.Beat(clean: true);
    }

    public void Dispose()
    {
        while (_owned.TryPop(out var owned))
            owned.Dispose();
    }

    /// <summary>Disposes the part with the session, before those that were made earlier.</summary>
    private T Owned<T>(T part)
        where T : IDisposable
    {
        _owned.Push(part);
        return part;
    }

    /// <summary>A sealed job will be delivered: an equal file that is not sealed yet waits for it.</summary>
    private void Reserve(JobFolder job)
    {
        if (_configuration.FeedNamed(job.Feed) is not { Duplicates: { Action: not DuplicateAction.Process } duplicates })
            return;
        try
        {
            _ledger.ReserveSealed(job, duplicates, Receipt.Read(job.Receipt));
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            // reported when the job runs, which cannot deliver without its receipt
        }
    }

    /// <summary>Logs the feeds of which nothing will be claimed, with the job that holds each.</summary>
    private void ReportHeldFeeds()
    {
        var order = new StrictOrder(_zone);
        foreach (var feed in _configuration.Feeds.Where(feed => feed.Order == FeedOrder.Strict && _feeds.IsUp(feed.Name)))
        {
            if (order.Failed(feed.Name) is [var first, ..])
                _logger.FeedHeld(feed.Name, first.Text);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            Begin(_loopsAtOnce);
            foreach (var job in _interrupted)
                await _runner.ResumeAsync(job, _configuration.FeedNamed(job.Job.Feed)).ConfigureAwait(false);
            Begin(_loopsAfterResumption);
            await foreach (var ended in Task.WhenEach([.. _running, _runner.Fault]).ConfigureAwait(false))
                await ended.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // stopped
        }
        catch (Exception fault)
        {
            _logger.InternalFault(fault, "running the service");
            _fault.TrySetException(fault);
        }
    }

    private void Begin(IEnumerable<Func<CancellationToken, Task>> loops)
    {
        foreach (var loop in loops)
            _running.Add(loop(_stop.Token));
    }
}
