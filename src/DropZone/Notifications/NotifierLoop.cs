using DropZone.Feeds.Notifiers;
using DropZone.Logging;
using DropZone.Notifications.Messages;
using DropZone.Notifications.Senders;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace DropZone.Notifications;

/// <summary>
/// Sends the queued notifications of one notifier, oldest first. An unreachable notifier is retried with growing pauses and logged once;
/// notifications older than give-up are discarded and logged.
/// </summary>
internal sealed class NotifierLoop : IDisposable
{
    private const int MaxDigest = 500;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    private readonly Notifier _notifier;
    private readonly ISender _sender;
    private readonly NotificationQueue _queue;
    private readonly Func<Notification, bool> _isReady;
    private readonly TimeSpan _giveUp;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly WakeSignal _wakeUp;
    private readonly Pace _pace;
    private readonly ResiliencePipeline<SendResult> _patience;
    private volatile bool _isDown;

    /// <param name="notifier">The notifier.</param>
    /// <param name="sender">Sends the messages; disposed by the loop.</param>
    /// <param name="queue">The queued notifications.</param>
    /// <param name="isReady">Whether the event of a notification has happened.</param>
    /// <param name="giveUp">The maximum age of a notification.</param>
    /// <param name="clock">Measures pauses.</param>
    /// <param name="random">Returns 0 to 1, for the jitter of pauses.</param>
    /// <param name="logger">Logs the state of the notifier.</param>
    public NotifierLoop(
        Notifier notifier, ISender sender, NotificationQueue queue, Func<Notification, bool> isReady, TimeSpan giveUp, TimeProvider clock,
        Func<double> random, ILogger logger)
    {
        (_notifier, _sender, _queue, _isReady, _giveUp, _clock, _logger) = (notifier, sender, queue, isReady, giveUp, clock, logger);
        _wakeUp = new WakeSignal(clock);
        _pace = new Pace(notifier.Digest, clock);
        _patience = new ResiliencePipelineBuilder<SendResult> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<SendResult>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is SendResult.Down),
                MaxRetryAttempts = 10, // then the queue is read again: notifications may be too old by then, or withdrawn
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromMinutes(5),
                Randomizer = random,
                OnRetry = LogDown,
            })
            .Build();
        queue.Changed += _wakeUp.Signal;
    }

    /// <summary>The notifier's id, and whether it is known to be down.</summary>
    public (string Notifier, bool IsDown) State => (_notifier.Id, _isDown);

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            try
            {
                var pause = _pace.Wait;
                var isTogether = _pace.IsTogether;
                if (pause > TimeSpan.Zero || Ready(isTogether ? MaxDigest : _pace.Left) is not { Count: > 0 } ready)
                    await _wakeUp.WaitAsync(pause > TimeSpan.Zero ? pause : Idle, stopping).ConfigureAwait(false);
                else if (isTogether)
                    await SendAsync(new Message(ready), stopping).ConfigureAwait(false);
                else
                    await SendOneByOneAsync(ready, stopping).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure.IsFileSystemFailure())
            {
                LogDown(failure.Message);
                await Task.Delay(Idle, _clock, stopping).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        _queue.Changed -= _wakeUp.Signal;
        _sender.Dispose();
    }

    private List<Notification> Ready(int max)
    {
        var ready = new List<Notification>();
        var tooOld = 0;
        foreach (var name in _queue.Names(_notifier))
        {
            if (_queue.Read(_notifier, name) is not { } notification)
                continue;
            if (_clock.GetUtcNow() - notification.Time > _giveUp)
            {
                _queue.Remove(_notifier, name);
                tooOld++;
            }
            else if (_isReady(notification))
            {
                ready.Add(notification);
            }

            if (ready.Count == max)
                break;
        }

        if (tooOld > 0)
            _logger.NotificationsGivenUp(_notifier.Id, _notifier.Place, tooOld, _giveUp);
        return ready;
    }

    private async Task SendOneByOneAsync(List<Notification> ready, CancellationToken stopping)
    {
        foreach (var notification in ready)
        {
            // while the previous one was retried, a retry of the job may have invalidated it
            if (_isReady(notification) && !await SendAsync(new Message([notification]), stopping).ConfigureAwait(false))
                return;
        }
    }

    /// <summary>Sends a message. Returns false if its notifications stay queued.</summary>
    private async Task<bool> SendAsync(Message message, CancellationToken stopping)
    {
        var end = await _patience.ExecuteAsync(async token => await _sender.SendAsync(message, token).ConfigureAwait(false), stopping).ConfigureAwait(false);
        if (end is SendResult.Down)
            return false;
        _pace.Count();
        if (_isDown)
            _logger.NotifierUp(_notifier.Id, _notifier.Place);
        _isDown = false;
        if (end is SendResult.Refused(var reason))
            _logger.NotificationRefused(_notifier.Id, _notifier.Place, reason, VisibleText.Escape(message.Subject));
        else if (_notifier.IsQuiet)
            _logger.ReplyWritten(_notifier.Id, _notifier.Place, VisibleText.Escape(message.Subject));
        else
            _logger.NotificationSent(_notifier.Id, _notifier.Place, VisibleText.Escape(message.Subject));
        foreach (var notification in message.Notifications)
            _queue.Remove(_notifier, notification.FileName);
        return true;
    }

    private ValueTask LogDown(OnRetryArguments<SendResult> arguments)
    {
        LogDown(((SendResult.Down)arguments.Outcome.Result!).Reason);
        return ValueTask.CompletedTask;
    }

    private void LogDown(string reason)
    {
        if (!_isDown)
            _logger.NotifierDown(_notifier.Id, _notifier.Place, reason);
        _isDown = true;
    }
}
