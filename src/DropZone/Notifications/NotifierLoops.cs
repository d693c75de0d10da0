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

/// <summary>All notifiers of a zone, each told by a loop of its own: one that is down holds up neither another nor a job.</summary>
public sealed class NotifierLoops : IDisposable
{
    private readonly List<NotifierLoop> loops = [];
    private readonly Zone zone;
    private readonly Func<JobName, bool> isRunning;

    /// <param name="zone">The zone.</param>
    /// <param name="configuration">Has the notifiers.</param>
    /// <param name="queue">What waits for them.</param>
    /// <param name="steps">For replies.</param>
    /// <param name="isRunning">Whether a job has not come to its end yet.</param>
    /// <param name="clock">For pauses and times.</param>
    /// <param name="random">From 0 to 1, for the length of pauses.</param>
    /// <param name="logger">For what becomes of notifiers.</param>
    public NotifierLoops(
        Zone zone, ZoneConfiguration configuration, NotificationQueue queue, DurableSteps steps, Func<JobName, bool> isRunning, TimeProvider clock,
        Func<double> random, ILogger logger)
    {
        (this.zone, this.isRunning) = (zone, isRunning);
        var programs = ProgramRunner.Own(clock);
        var notifiers = configuration.Notifiers.ToList();
        foreach (var notifier in notifiers)
            loops.Add(new NotifierLoop(notifier, Sender(notifier), queue, MayBeTold, configuration.Settings.GiveUp, clock, random, logger));
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
                _ => throw new InvalidOperationException($"nobody tells {notifier.Name}"),
            };
        }
    }

    /// <summary>Of each notifier, whether it is known to be out of reach.</summary>
    public IEnumerable<(string Notifier, bool IsDown)> States => loops.Select(loop => loop.State);

    /// <summary>Runs until it is stopped; a fault of our own ends it.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (loops.Count == 0)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping).ConfigureAwait(false);
        var running = loops.Select(loop => Task.Run(() => loop.RunAsync(stopping), stopping)).ToList();
        var first = await Task.WhenAny(running).ConfigureAwait(false);
        await Task.WhenAll(running.Where(loop => stopping.IsCancellationRequested)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    public void Dispose() => loops.ForEach(loop => loop.Dispose());

    /// <summary>The end of a job is told when it has come: what is queued before the rename may turn out otherwise after a crash.</summary>
    private bool MayBeTold(Notification notification) =>
        notification.Occasion is Occasion.Deferred or Occasion.Overdue or Occasion.Arrived
        || notification.Job is null || JobName.Parse(notification.Job) is not { } job
        || (!isRunning(job) && !IsAt(zone.Working, notification) && !IsAt($"{zone.Working}/{JobPlaces.RetryFolder}", notification));

    private static bool IsAt(string folder, Notification notification) => FileStatus.At($"{folder}/{notification.Feed}/{notification.Job}") is not null;
}
