using System.IO.Abstractions;
using System.Threading.Channels;
using DropZone.Configuration;
using DropZone.Feeds;
using DropZone.Logging;
using DropZone.Spool;
using DropZone.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DropZone.Service;

/// <summary>
/// The service on an opened zone: one <see cref="ZoneSession"/> after another, each under the configuration that was read for it. A
/// rejected configuration leaves the running session as it is. An internal error in a session stops the host.
/// </summary>
public sealed class ZoneService : IHostedService, IDisposable
{
    private const string Rejected = "the new configuration was rejected; the previous one stays active";
    private static readonly TimeSpan StatusPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestReload = TimeSpan.FromMinutes(10);
    private readonly Zone _zone;
    private readonly Func<ZoneConfiguration, ZoneSession> _begin;
    private readonly ServiceManager _manager;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly IFileSystem _files;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ChannelReader<bool> _reload;
    private readonly CancellationTokenSource _stop = new();
    private readonly DateTimeOffset _since;
    private readonly bool _reloadsOnHangUp;
    private StatusSocket? _socket;
    private ZoneConfiguration _active;
    private ZoneSession? _session; // null: not started, or between two sessions
    private Task _turning = Task.CompletedTask;
    private Task _beating = Task.CompletedTask;
    private Task _answering = Task.CompletedTask;
    private long _archivedBefore;
    private long _failedBefore;
    private long _reloading;
    private bool _isRejected;
    private bool _isStuck;

    /// <param name="zone">The zone; its lock is held.</param>
    /// <param name="configuration">The configuration of the first session.</param>
    /// <param name="begin">Starts a session.</param>
    /// <param name="reload">Receives an item for each request to reload the configuration.</param>
    /// <param name="reloadsOnHangUp">Whether SIGHUP is such a request; otherwise it ends the service.</param>
    /// <param name="manager">Receives the state of the service.</param>
    /// <param name="lifetime">Stopped by an internal error.</param>
    /// <param name="files">The file system of the configuration.</param>
    /// <param name="clock">For pauses.</param>
    /// <param name="logger">Where events go.</param>
    public ZoneService(
        Zone zone, ZoneConfiguration configuration, Func<ZoneConfiguration, ZoneSession> begin, ChannelReader<bool> reload, bool reloadsOnHangUp, ServiceManager manager,
        IHostApplicationLifetime lifetime, IFileSystem files, TimeProvider clock, ILogger<ZoneService> logger)
    {
        _zone = zone;
        _begin = begin;
        _manager = manager;
        _lifetime = lifetime;
        _files = files;
        _clock = clock;
        _logger = logger;
        _reload = reload;
        _reloadsOnHangUp = reloadsOnHangUp;
        _active = configuration;
        _since = clock.GetUtcNow();
    }

    /// <summary>Whether an internal error ended the service; it has been logged.</summary>
    public bool Faulted { get; private set; }

    /// <summary>Why the zone can no longer be used; null: it can.</summary>
    public string? Unusable { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        _logger.ServiceStarting(ProgramVersion.Text, _zone.Root);
        var session = _session = _begin(_active);
        _turning = TurnAsync(session);
        _beating = BeatAsync();
        AnswerStatus();
        _logger.ServiceReady(_clock.GetElapsedTime(began).TotalSeconds, session.Waiting, session.Resumed);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _logger.ServiceStopping();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _turning.ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_session is not null)
            await _session.StopAsync().ConfigureAwait(false);
        _logger.ServiceStopped(_archivedBefore + (_session?.Archived ?? 0), _failedBefore + (_session?.Failed ?? 0));
    }

    public void Dispose()
    {
        _session?.Dispose();
        _socket?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Opens the socket for <c>dropzone status</c>. The service runs without it, too.</summary>
    private void AnswerStatus()
    {
        try
        {
            _socket = StatusSocket.Open(_zone);
            _answering = _socket.RunAsync(Overview, _stop.Token);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            _logger.StatusUnavailable(failure.Message);
        }
    }

    private ZoneStatus Overview() =>
        _session is { } session
            ? session.Overview(new ServiceStatus(Environment.ProcessId, ProgramVersion.Text, _since, Complaint(LongestTurn) ?? (_isRejected ? Rejected : null), _reloadsOnHangUp))
            : throw new IOException("the service is reloading its configuration");

    /// <summary>Ends with the service, or with an internal error, which it has logged.</summary>
    private async Task TurnAsync(ZoneSession session)
    {
        try
        {
            Task<bool>? requested = null;
            while (true)
            {
                requested ??= _reload.ReadAsync(_stop.Token).AsTask();
                var first = await Task.WhenAny(requested, session.Fault, session.Renewal).ConfigureAwait(false);
                await first.ConfigureAwait(false);
                if (first == requested)
                    requested = null;
                session = await ReloadAsync(session, isRenewal: requested is not null).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // stopped
        }
        catch (Exception failure) when (_session is null && failure is IOException or UnauthorizedAccessException)
        {
            Unusable = failure.Message; // met between two sessions
            _lifetime.StopApplication();
        }
        catch (Exception fault)
        {
            Faulted = true;
            if (!session.Fault.IsFaulted)
                _logger.InternalFault(fault, "reloading the configuration");
            _lifetime.StopApplication();
        }
    }

    /// <summary>
    /// 1. read the new configuration while the old one is active; 2. stop the old session, whose unfinished jobs the next one resumes, as
    /// after a stop; 3. start the new one.
    /// </summary>
    /// <param name="session">The session that ends.</param>
    /// <param name="isRenewal">Whether the new one has the same configuration.</param>
    /// <returns>The session that runs now.</returns>
    private async Task<ZoneSession> ReloadAsync(ZoneSession session, bool isRenewal)
    {
        var began = _clock.GetTimestamp();
        Volatile.Write(ref _reloading, began);
        _manager.Reloading();

        // 1
        if ((isRenewal ? _active : Read()) is { } configuration)
        {
            // 2
            _session = null;
            await session.StopAsync().ConfigureAwait(false);
            _archivedBefore += session.Archived;
            _failedBefore += session.Failed;
            session.Dispose();

            // 3
            _session = session = _begin(_active = configuration);
            _logger.ConfigurationReloaded(string.Join(", ", configuration.Feeds.Select(feed => feed.Name)), _clock.GetElapsedTime(began).TotalSeconds, session.Waiting, session.Resumed);
        }

        Volatile.Write(ref _reloading, 0);
        _manager.Ready();
        ReportStatus();
        return session;
    }

    /// <summary>Reads the configuration; null: it is rejected, and the reasons are logged.</summary>
    private ZoneConfiguration? Read()
    {
        var configuration = ConfigurationReader.Read(_files, _zone.Etc, out var complaints, out var warnings);
        foreach (var complaint in complaints)
            _logger.ConfigurationRefused(complaint.ToString());
        if (configuration is not null && OpenZone.FindMistake(_zone, configuration) is { } mistake)
        {
            _logger.ConfigurationRefused(mistake);
            configuration = null;
        }

        _isRejected = configuration is null;
        if (_isRejected)
            _logger.ReloadRefused(_zone.Etc);
        foreach (var warning in configuration is null ? [] : warnings)
            _logger.ConfigurationWarning(warning.ToString());
        return configuration;
    }

    /// <summary>Pings the watchdog while the service works, twice as often as systemd requires, and reports the status.</summary>
    private async Task BeatAsync()
    {
        var pause = _manager.Watchdog / 2 is { } half && half < StatusPause ? half : StatusPause;
        while (true)
        {
            ReportStatus();
            if (_manager.Watchdog is { } watchdog)
                PingWatchdog(watchdog / 2);
            await Task.Delay(pause, _clock, _stop.Token).ConfigureAwait(false);
        }
    }

    private void PingWatchdog(TimeSpan longestTurn)
    {
        var complaint = Complaint(longestTurn);
        if (complaint is null)
            _manager.PingWatchdog();
        else if (!_isStuck)
            _logger.ServiceStuck(complaint);
        _isStuck = complaint is not null;
    }

    private string? Complaint(TimeSpan longestTurn) =>
        Volatile.Read(ref _reloading) is not 0 and var began
            ? _clock.GetElapsedTime(began) is var since && since > LongestReload ? $"reloading the configuration has taken {since.TotalSeconds:F0} s" : null
            : _session?.Complaint(longestTurn);

    private void ReportStatus()
    {
        if (Volatile.Read(ref _reloading) == 0 && _session is { } session)
            _manager.ReportStatus(session.Status(_archivedBefore, _failedBefore) + (_isRejected ? $"; {Rejected}" : ""));
    }
}
