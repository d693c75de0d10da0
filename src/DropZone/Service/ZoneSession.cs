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
/// The work on an opened zone under one configuration. Start: sort what was left, watch, scan. Run: jobs that may have ended the
/// last run one by one, then everything else. Stop: claim nothing more, let jobs end or stop where the next session takes them up,
/// mark the stop as clean.
/// </summary>
public sealed class ZoneSession : IDisposable
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HeartbeatPause = TimeSpan.FromSeconds(15);
    private readonly OpenZone _opened;
    private readonly Zone _zone;
    private readonly ZoneConfiguration _configuration;
    private readonly DurableSteps _steps;
    private readonly IFileSystemWatcherFactory _watchers;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly int _seed;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<InterruptedJob> _interrupted = [];
    private BootHistory? _boot;
    private JobLedger? _ledger;
    private JobRunner? _runner;
    private IntakeLoop? _intake;
    private RetryLoop? _retries;
    private NotifierLoops? _notifications;
    private OverdueWatch? _overdue;
    private MetricsLoop? _metrics;
    private ZoneGauges? _gauges;
    private Task _run = Task.CompletedTask;
    private Task _claiming = Task.CompletedTask;
    private Task _retrying = Task.CompletedTask;
    private Task _notifying = Task.CompletedTask;
    private Task _expecting = Task.CompletedTask;
    private Task _measuring = Task.CompletedTask;

    public ZoneSession(
        OpenZone opened, ZoneConfiguration configuration, DurableSteps steps, IFileSystemWatcherFactory watchers, TimeProvider clock, Random random,
        ILogger logger)
    {
        _opened = opened;
        _zone = opened.Zone;
        _configuration = configuration;
        _steps = steps;
        _watchers = watchers;
        _clock = clock;
        _seed = random.Next();
        _logger = logger;
    }

    /// <summary>Fails when a task failed by a fault of our own, once that has been said: the process must not end with 0.</summary>
    public Task Fault => _fault.Task;

    /// <summary>How many jobs it has archived.</summary>
    public long Archived => _runner?.Archived ?? 0;

    /// <summary>How many jobs have failed.</summary>
    public long Failed => _runner?.Failed ?? 0;

    /// <summary>How many jobs an earlier one left unfinished.</summary>
    public int TakenUp => _interrupted.Count;

    /// <summary>What it is doing: <c>3 working, 120 done, 2 failed, 1 waiting for postgres, 4 waiting their turn</c>.</summary>
    /// <param name="archived">How many jobs earlier sessions of this run archived.</param>
    /// <param name="failed">How many failed in them.</param>
    public string Status(long archived, long failed)
    {
        var (working, waits) = (_runner!.Working, _runner.Waits);
        var others = _runner.Unfinished - working - waits.Sum(wait => wait.Jobs);
        return string.Join(", ",
        [
            $"{working} working", $"{archived + Archived} done", $"{failed + Failed} failed",
            .. waits.Select(wait => $"{wait.Jobs} waiting for {wait.Target}"),
            .. others > 0 ? [$"{others} waiting their turn"] : Array.Empty<string>(),
        ]);
    }

    /// <summary>The state of the zone, for whoever asks.</summary>
    /// <param name="service">Of which this is a session.</param>
    /// <exception cref="IOException">The zone cannot be read.</exception>
    public ZoneStatus Overview(ServiceStatus service)
    {
        var jobs = _runner!.Running.ToDictionary(running => running.Key, running => About(JobName.Parse(running.Key)!.Value, running.Value));
        return new ZoneSurvey(_zone, _configuration, _clock).Now(service, jobs,
            [.. _runner.Loaders.Outages.Select(outage => new TargetStatus(outage.Feed, outage.Target, outage.Since, outage.Reason, outage.NextTry, _runner.Running.Values.Count(job => job.Feed == outage.Feed && job.WaitsFor == outage.Target)))]);

        static JobStatus About(JobName job, JobProgress progress)
        {
            var now = progress.Now;
            return new JobStatus(job.Text, job.Delivery, job.Time, progress.WaitsFor, now?.Read, now?.Size, now?.Time.TotalSeconds);
        }
    }

    /// <summary>Returns how many deliveries wait in the incoming folders.</summary>
    /// <exception cref="IOException">The zone cannot be used.</exception>
    public int Start()
    {
        ThreadPool.SetMinThreads(_configuration.Settings.Workers + 4, 4); // jobs block on the disk
        _boot = BootHistory.Read(_zone, _steps, _clock);
        if (_boot.PowerWasCut)
            _logger.UncleanBoot(_boot.LastHeartbeat!.Value);
        _interrupted = new ZoneRecovery(_zone, _configuration, _steps, _boot, _logger).Sort();
        _boot.Beat();

        _ledger = JobLedger.Open(
            _zone, _configuration, _steps, _clock, _logger, isSuspect: _boot.Crashed || _boot.PowerWasCut, _boot.PowerWasCut ? _boot.LastHeartbeat : null);
        foreach (var sealedJob in _interrupted.Where(job => job.State is JobState.Sealed or JobState.Delivered))
            Reserve(sealedJob.Job);
        var attempts = new Attempts(_zone, _steps, _boot.Boot.Id);
        var queue = new NotificationQueue(_zone, _configuration.Settings.Notifiers, _steps, _logger);
        _runner = new JobRunner(_configuration, _steps, _ledger, attempts, queue, _clock, new Random(_seed), _logger);
        _notifications = new NotifierLoops(_zone, _configuration, queue, _steps, _runner.IsRunning, _clock, _runner.Jitter, _logger);
        _overdue = new OverdueWatch(_zone, _configuration, _steps, queue, _clock, _logger);
        _retries = new RetryLoop(_zone, _configuration, _steps, attempts, _runner, _clock, _logger);
        _intake = new IntakeLoop(
            _opened, _configuration, _steps, _runner, _boot.Suspect, _watchers, _clock, new Random(_seed ^ 1), _logger);
        SayHeldFeeds();
        _notifying = _notifications.RunAsync(_stop.Token);
        var waiting = _intake.Start();
        Measure();
        _run = Task.Run(RunAsync, CancellationToken.None);
        return waiting;
    }

    /// <summary>Returns when no job runs any more.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _runner!.BeginStopAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        await _claiming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // its fault was said where it was met
        await _retrying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _notifying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _expecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _measuring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _runner.DrainAsync().ConfigureAwait(false);
        if (!Fault.IsFaulted)
            _boot!.Beat(clean: true);
    }

    public void Dispose()
    {
        _gauges?.Dispose();
        _metrics?.Dispose();
        _intake?.Dispose();
        _notifications?.Dispose();
        _runner?.Dispose();
        _ledger?.Dispose();
        _stop.Dispose();
    }

    private void Measure()
    {
        if (_configuration.Settings.Metrics is not { } settings)
            return;
        _metrics = new MetricsLoop(settings, () => Complaint(LongestTurn), _clock, _logger);
        _gauges = new ZoneGauges(_zone, _configuration, _runner!.Loaders, _notifications!, _overdue!, _clock);
        _measuring = _metrics.RunAsync(_stop.Token);
    }

    /// <summary>What keeps it from its work; null: nothing.</summary>
    /// <param name="longestTurn">The intake is stuck if it does not turn for so long, beside the pause between rescans.</param>
    public string? Complaint(TimeSpan longestTurn) =>
        Fault.IsFaulted ? "a fault has ended the work"
        : _intake?.SinceTurn is { } since && since > _configuration.Settings.Rescan + longestTurn ? $"nothing was taken or looked for since {since.TotalSeconds:F0} s"
        : null;

    /// <summary>What is sealed is to be delivered, so an equal file that is not waits for it.</summary>
    private void Reserve(JobFolder job)
    {
        if (_configuration.FeedNamed(job.Feed) is not { Duplicates: { Action: not DuplicateAction.Process } duplicates })
            return;
        try
        {
            _ledger!.ReserveSealed(job, duplicates, Receipt.Read(job.Receipt));
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            // told when the job runs, which cannot deliver without its receipt
        }
    }

    /// <summary>Nothing of them will be taken: who looks at the start of the service is to see why.</summary>
    private void SayHeldFeeds()
    {
        var order = new StrictOrder(_zone);
        foreach (var feed in _configuration.Feeds.Where(feed => feed.Order == FeedOrder.Strict))
        {
            if (order.Failed(feed.Name) is [var first, ..])
                _logger.FeedHeld(feed.Name, first.Text);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            foreach (var job in _interrupted)
                await _runner!.ResumeAsync(job, _configuration.FeedNamed(job.Job.Feed)).ConfigureAwait(false);
            _claiming = _intake!.RunAsync(_stop.Token);
            _retrying = _retries!.RunAsync(_stop.Token);
            _expecting = _overdue!.RunAsync(_stop.Token);
            var first = await Task.WhenAny(_claiming, _retrying, _notifying, _expecting, MeasuringAsync(), BeatAsync(), _runner!.Fault).ConfigureAwait(false);
            await first.ConfigureAwait(false);
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

    /// <summary>Ends never, but by a fault: without metrics there is nothing to do.</summary>
    private async Task MeasuringAsync()
    {
        await _measuring.ConfigureAwait(false);
        await Task.Delay(Timeout.InfiniteTimeSpan, _clock, _stop.Token).ConfigureAwait(false);
    }

    /// <summary>A heartbeat that cannot be written makes the window after a power cut larger, never smaller: it is tried again.</summary>
    private async Task BeatAsync()
    {
        var said = false;
        while (true)
        {
            await Task.Delay(HeartbeatPause, _clock, _stop.Token).ConfigureAwait(false);
            try
            {
                _boot!.Beat();
                said = false;
            }
            catch (Exception failure) when (failure.IsFileSystemFailure())
            {
                if (!said)
                    _logger.HeartbeatFailed(failure.Message);
                said = true;
            }
        }
    }
}
