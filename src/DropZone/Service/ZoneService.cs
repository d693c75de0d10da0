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
/// The service on an opened zone: one <see cref="ZoneSession"/> after another, each under the configuration that was read for it. A new
/// configuration that is refused leaves the old session as it is. A fault in a session stops the host.
/// </summary>
public sealed class ZoneService : IHostedService, IDisposable
{
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
    private ZoneSession _session;
    private Task _turning = Task.CompletedTask;
    private Task _beating = Task.CompletedTask;
    private Task _telling = Task.CompletedTask;
    private long _archivedBefore;
    private long _failedBefore;
    private long _reloading;
    private bool _isRunning;
    private bool _isRefused;
    private bool _isStuck;

    /// <param name="zone">The zone; its lock is held.</param>
    /// <param name="configuration">That of the first session.</param>
    /// <param name="begin">Makes a session.</param>
    /// <param name="reload">Something comes when the configuration is to be read anew.</param>
    /// <param name="reloadsOnHangUp">That something comes after SIGHUP; else that ends the service.</param>
    /// <param name="manager">Is told what the service is doing.</param>
    /// <param name="lifetime">Stopped by a fault.</param>
    /// <param name="files">Where the configuration is read.</param>
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
        _session = begin(configuration);
        _since = clock.GetUtcNow();
    }

    /// <summary>A fault of our own ended the service; it has been said.</summary>
    public bool Faulted { get; private set; }

    /// <summary>Why the zone cannot be used any more; null: it can.</summary>
    public string? Unusable { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        _logger.ServiceStarting(ProgramVersion.Text, _zone.Root);
        var waiting = _session.Start();
        _isRunning = true;
        _turning = TurnAsync();
        _beating = BeatAsync();
        Tell();
        _logger.ServiceReady(_clock.GetElapsedTime(began).TotalSeconds, waiting, _session.TakenUp);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _logger.ServiceStopping();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _turning.ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_isRunning)
            await _session.StopAsync().ConfigureAwait(false);
        _logger.ServiceStopped(_archivedBefore + _session.Archived, _failedBefore + _session.Failed);
    }

    public void Dispose()
    {
        _session.Dispose();
        _socket?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Lets <c>dropzone status</c> ask. That it cannot is no reason not to work.</summary>
    private void Tell()
    {
        try
        {
            _socket = StatusSocket.Open(_zone);
            _telling = _socket.RunAsync(Overview, _stop.Token);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            _logger.StatusUnavailable(failure.Message);
        }
    }

    private ZoneStatus Overview() =>
        !_isRunning ? throw new IOException("the configuration is being read anew")
        : _session.Overview(new ServiceStatus(
            Environment.ProcessId, ProgramVersion.Text, _since, Complaint(LongestTurn) ?? (_isRefused ? "the new configuration is refused, the old one is in force" : null),
            _reloadsOnHangUp));

    /// <summary>Ends with the service, or with a fault, which it has said.</summary>
    private async Task TurnAsync()
    {
        try
        {
            while (true)
            {
                var asked = _reload.ReadAsync(_stop.Token).AsTask();
                await (await Task.WhenAny(asked, _session.Fault).ConfigureAwait(false)).ConfigureAwait(false);
                await ReloadAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // stopped
        }
        catch (Exception failure) when (!_isRunning && failure is IOException or UnauthorizedAccessException)
        {
            Unusable = failure.Message; // met between two sessions
            _lifetime.StopApplication();
        }
        catch (Exception fault)
        {
            Faulted = true;
            if (!_session.Fault.IsFaulted)
                _logger.InternalFault(fault, "reading the configuration anew");
            _lifetime.StopApplication();
        }
    }

    /// <summary>
    /// 1. read the new configuration, while the old one is in force; 2. try the renames that it needs; 3. end the old session: what it
    /// leaves, the next takes up, as after a stop; 4. begin the new one.
    /// </summary>
    private async Task ReloadAsync()
    {
        var began = _clock.GetTimestamp();
        Volatile.Write(ref _reloading, began);
        _manager.Reloading();

        // 1, 2
        if (Read() is { } configuration)
        {
            // 3
            _isRunning = false;
            await _session.StopAsync().ConfigureAwait(false);
            _archivedBefore += _session.Archived;
            _failedBefore += _session.Failed;
            _session.Dispose();

            // 4
            _session = _begin(configuration);
            var waiting = _session.Start();
            _isRunning = true;
            _logger.ConfigurationReloaded(string.Join(", ", configuration.Feeds.Select(feed => feed.Name)), _clock.GetElapsedTime(began).TotalSeconds, waiting, _session.TakenUp);
        }

        Volatile.Write(ref _reloading, 0);
        _manager.Ready();
        SayStatus();
    }

    /// <summary>Null: refused, and said.</summary>
    private ZoneConfiguration? Read()
    {
        var configuration = ConfigurationReader.Read(_files, _zone.Etc, out var complaints, out var warnings);
        foreach (var complaint in complaints)
            _logger.ConfigurationRefused(complaint.ToString());
        if (configuration is not null && Problem(configuration) is { } problem)
        {
            _logger.ConfigurationRefused(problem);
            configuration = null;
        }

        _isRefused = configuration is null;
        if (_isRefused)
            _logger.ReloadRefused(_zone.Etc);
        foreach (var warning in configuration is null ? [] : warnings)
            _logger.ConfigurationWarning(warning.ToString());
        return configuration;
    }

    private string? Problem(ZoneConfiguration configuration)
    {
        try
        {
            return OpenZone.Prepare(_zone, configuration);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return failure.Message;
        }
    }

    /// <summary>Signs of life, twice as often as systemd wants them, as long as the service is well; and what it is doing.</summary>
    private async Task BeatAsync()
    {
        var pause = _manager.Watchdog / 2 is { } half && half < StatusPause ? half : StatusPause;
        while (true)
        {
            SayStatus();
            if (_manager.Watchdog is { } watchdog)
                SayAlive(watchdog / 2);
            await Task.Delay(pause, _clock, _stop.Token).ConfigureAwait(false);
        }
    }

    private void SayAlive(TimeSpan longestTurn)
    {
        var complaint = Complaint(longestTurn);
        if (complaint is null)
            _manager.Beat();
        else if (!_isStuck)
            _logger.ServiceStuck(complaint);
        _isStuck = complaint is not null;
    }

    private string? Complaint(TimeSpan longestTurn) =>
        Volatile.Read(ref _reloading) is not 0 and var began
            ? _clock.GetElapsedTime(began) is var since && since > LongestReload ? $"the configuration is being read anew since {since.TotalSeconds:F0} s" : null
            : _session.Complaint(longestTurn);

    private void SayStatus()
    {
        if (Volatile.Read(ref _reloading) == 0)
            _manager.Say(_session.Status(_archivedBefore, _failedBefore) + (_isRefused ? "; the new configuration is refused, the old one is in force" : ""));
    }
}
