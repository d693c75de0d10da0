using DropZone.Feeds;
using DropZone.Feeds.Notifiers;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Notifications.Messages;
using DropZone.Notifications.Senders;
using DropZone.Processes;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Microsoft.Extensions.Logging;

namespace DropZone.Notifications;

/// <summary>Runs a loop for each notifier of a zone, so that one that is down blocks neither another nor a job.</summary>
public sealed class NotifierLoops : IDisposable
{
    private readonly List<NotifierLoop> _loops = [];
    private readonly Zone _zone;
    private readonly Func<JobName, bool> _isRunning;

    /// <param name="zone">The zone.</param>
    /// <param name="configuration">Lists the notifiers.</param>
    /// <param name="queue">Their queued notifications.</param>
    /// <param name="steps">Writes replies.</param>
    /// <param name="isRunning">Whether a job is still active.</param>
    /// <param name="clock">Measures pauses and gives times.</param>
    /// <param name="random">Returns 0 to 1, for the jitter of pauses.</param>
    /// <param name="logger">Logs the state of notifiers.</param>
    public NotifierLoops(
        Zone zone, ZoneConfiguration configuration, NotificationQueue queue, DurableSteps steps, Func<JobName, bool> isRunning, TimeProvider clock,
        Func<double> random, ILogger logger)
    {
        (_zone, _isRunning) = (zone, isRunning);
        var programs = ProgramRunner.Own(clock);
        var notifiers = configuration.Notifiers.ToList();
        foreach (var notifier in notifiers)
            _loops.Add(new NotifierLoop(notifier, Sender(notifier), queue, IsReady, configuration.Settings.GiveUp, clock, random, logger));
        foreach (var (id, waiting) in queue.Unknown(notifiers.Select(notifier => notifier.Id).ToHashSet(StringComparer.Ordinal)))
            logger.NotifierUnknown(id, waiting);

        ISender Sender(Notifier notifier)
        {
            var host = Environment.MachineName;
            var source = $"dropzone://{host}{zone.Root}";
            return notifier switch
            {
                WebhookNotifier webhook => new WebhookSender(webhook, source, clock),
                EmailNotifier email => new EmailSender(email, host, zone.Root),
                CommandNotifier command => new CommandSender(command, source, queue.FolderOf(command), programs, logger),
                ReplyNotifier reply => new ReplySender(reply, zone, steps),
                _ => throw new InvalidOperationException($"There is no sender for {notifier.Name}."),
            };
        }
    }

    /// <summary>Each notifier's id, and whether it is known to be down.</summary>
    public IEnumerable<(string Notifier, bool IsDown)> States => _loops.Select(loop => loop.State);

    /// <summary>Runs until stopped, or until a loop ends with an internal fault.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (_loops.Count == 0)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping).ConfigureAwait(false);
        var running = _loops.Select(loop => Task.Run(() => loop.RunAsync(stopping), stopping)).ToList();
        var first = await Task.WhenAny(running).ConfigureAwait(false);
        await Task.WhenAll(running.Where(loop => stopping.IsCancellationRequested)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    public void Dispose() => _loops.ForEach(loop => loop.Dispose());

    /// <summary>Whether the job has completed: a notification queued before the rename may be wrong after a crash.</summary>
    private bool IsReady(Notification notification) =>
        notification.Occasion is Occasion.Deferred or Occasion.Overdue or Occasion.Arrived
        || notification.Job is null || JobName.Parse(notification.Job) is not { } job
        || (!_isRunning(job) && !IsAt(_zone.Working, notification) && !IsAt($"{_zone.Working}/{JobPlaces.RetryFolder}", notification));

    private static bool IsAt(string folder, Notification notification) => FileStatus.At($"{folder}/{notification.Feed}/{notification.Job}") is not null;
}
