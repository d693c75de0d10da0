using DropZone.Feeds.Notifiers;
using DropZone.Logging;
using DropZone.Notifications.Messages;
using DropZone.Notifications.Senders;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace DropZone.Notifications;

/// <summary>
/// Tells one notifier what waits for it, oldest first. One that cannot be told is tried again with growing pauses, and that is said once;
/// what is older than the patience is dropped, and that is said, too.
/// </summary>
internal sealed class NotifierLoop : IDisposable
{
    private const int MaxTogether = 500;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    private readonly Notifier notifier;
    private readonly ISender sender;
    private readonly NotificationQueue queue;
    private readonly Func<Notification, bool> mayBeTold;
    private readonly TimeSpan giveUp;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly WakeSignal wakeUp;
    private readonly Pace pace;
    private readonly ResiliencePipeline<SendResult> patience;
    private volatile bool isDown;

    /// <param name="notifier">Who is told.</param>
    /// <param name="sender">Taken over.</param>
    /// <param name="queue">What waits.</param>
    /// <param name="mayBeTold">Whether what a notification says has happened already.</param>
    /// <param name="giveUp">How long a notification is kept.</param>
    /// <param name="clock">For pauses.</param>
    /// <param name="random">From 0 to 1, for the length of pauses.</param>
    /// <param name="logger">For what becomes of the notifier.</param>
    public NotifierLoop(
        Notifier notifier, ISender sender, NotificationQueue queue, Func<Notification, bool> mayBeTold, TimeSpan giveUp, TimeProvider clock,
        Func<double> random, ILogger logger)
    {
        (this.notifier, this.sender, this.queue, this.mayBeTold, this.giveUp, this.clock, this.logger) = (notifier, sender, queue, mayBeTold, giveUp, clock, logger);
        wakeUp = new WakeSignal(clock);
        pace = new Pace(notifier.Digest, clock);
        patience = new ResiliencePipelineBuilder<SendResult> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<SendResult>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is SendResult.Down),
                MaxRetryAttempts = 10, // then the queue is looked at anew: what waits may be too old by then, or not to be told any more
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromMinutes(5),
                Randomizer = random,
                OnRetry = SayDown,
            })
            .Build();
        queue.Changed += wakeUp.Signal;
    }

    /// <summary>Which notifier it tells, and whether that is known to be out of reach.</summary>
    public (string Notifier, bool IsDown) State => (notifier.Id, isDown);

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            try
            {
                var pause = pace.Wait;
                var isTogether = pace.IsTogether;
                if (pause > TimeSpan.Zero || Ready(isTogether ? MaxTogether : pace.Left) is not { Count: > 0 } ready)
                    await wakeUp.WaitAsync(pause > TimeSpan.Zero ? pause : Idle, stopping).ConfigureAwait(false);
                else if (isTogether)
                    await TellAsync(new Message(ready), stopping).ConfigureAwait(false);
                else
                    await TellOneByOneAsync(ready, stopping).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure.IsFileSystemFailure())
            {
                SayDown(failure.Message);
                await Task.Delay(Idle, clock, stopping).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        queue.Changed -= wakeUp.Signal;
        sender.Dispose();
    }

    private List<Notification> Ready(int most)
    {
        var ready = new List<Notification>();
        var tooOld = 0;
        foreach (var name in queue.Names(notifier))
        {
            if (queue.Read(notifier, name) is not { } notification)
                continue;
            if (clock.GetUtcNow() - notification.Time > giveUp)
            {
                queue.Remove(notifier, name);
                tooOld++;
            }
            else if (mayBeTold(notification))
            {
                ready.Add(notification);
            }

            if (ready.Count == most)
                break;
        }

        if (tooOld > 0)
            logger.NotificationsGivenUp(notifier.Id, notifier.Place, tooOld, giveUp);
        return ready;
    }

    private async Task TellOneByOneAsync(List<Notification> ready, CancellationToken stopping)
    {
        foreach (var notification in ready)
        {
            // while the one before was tried again, a retry may have made it untrue
            if (mayBeTold(notification) && !await TellAsync(new Message([notification]), stopping).ConfigureAwait(false))
                return;
        }
    }

    /// <summary>False: it waits where it is.</summary>
    private async Task<bool> TellAsync(Message message, CancellationToken stopping)
    {
        var end = await patience.ExecuteAsync(async token => await sender.SendAsync(message, token).ConfigureAwait(false), stopping).ConfigureAwait(false);
        if (end is SendResult.Down)
            return false;
        pace.Count();
        if (isDown)
            logger.NotifierUp(notifier.Id, notifier.Place);
        isDown = false;
        if (end is SendResult.Refused(var reason))
            logger.NotificationRefused(notifier.Id, notifier.Place, reason, VisibleText.Escape(message.Subject));
        else if (notifier.IsQuiet)
            logger.ReplyWritten(notifier.Id, notifier.Place, VisibleText.Escape(message.Subject));
        else
            logger.NotificationSent(notifier.Id, notifier.Place, VisibleText.Escape(message.Subject));
        foreach (var notification in message.Notifications)
            queue.Remove(notifier, notification.FileName);
        return true;
    }

    private ValueTask SayDown(OnRetryArguments<SendResult> arguments)
    {
        SayDown(((SendResult.Down)arguments.Outcome.Result!).Reason);
        return ValueTask.CompletedTask;
    }

    private void SayDown(string reason)
    {
        if (!isDown)
            logger.NotifierDown(notifier.Id, notifier.Place, reason);
        isDown = true;
    }
}
