using System.Globalization;
using DropZone.Feeds.Notifiers;
using DropZone.Logging;
using DropZone.Notifications;
using DropZone.Notifications.Messages;
using DropZone.Notifications.Senders;
using DropZone.Processes;
using DropZone.Spool.Names;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Notifications;

/// <summary>The loop of one notifier over a real queue; the test controls the clock and the results of the notifier.</summary>
public sealed class NotifierLoopTests : IDisposable
{
    private static readonly Notifier Notifier = new CommandNotifier("ops", new ExternalProgram { Path = "/bin/notify" });
    private static readonly TimeSpan GiveUp = TimeSpan.FromDays(3);
    private readonly SpoolZone _zone = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly EventRecorder _log = new();
    private readonly ScriptedSender _sender = new();
    private readonly NotificationQueue _queue;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _early = [];
    private readonly NotifierLoop _loop;
    private Task _run = Task.CompletedTask;

    public NotifierLoopTests()
    {
        _queue = new NotificationQueue(_zone.Zone, [], _zone.Steps(), _log);
        _loop = new NotifierLoop(Notifier, _sender, _queue, MayBeSent, GiveUp, _clock, () => 0.5, _log);
    }

    [Fact]
    public void Queued_notifications_are_sent_oldest_first_and_removed()
    {
        Put(2, 1, 3);
        Run();
        Until(() => IsEmpty());
        Sent().ShouldBe(["1", "2", "3"]);
        _log.Count(nameof(Events.NotificationSent)).ShouldBe(3);
    }

    [Fact]
    public void A_notification_that_is_queued_later_is_sent_at_once()
    {
        Run();
        Put(1);
        Eventually.True(IsEmpty, "sent without a pause of the clock");
        Sent().ShouldBe(["1"]);
    }

    [Fact]
    public void An_unreachable_notifier_is_reported_once_and_its_recovery_too()
    {
        _sender.Answer = _ => new SendResult.Down("connection refused");
        Put(1);
        Run();
        Until(() => _sender.Tries.Count >= 13);
        _loop.State.ShouldBe(("ops", true));
        IsEmpty().ShouldBeFalse();
        _log.Count(nameof(Events.NotifierDown)).ShouldBe(1);
        _sender.Answer = _ => new SendResult.Sent();
        Until(IsEmpty);
        _loop.State.ShouldBe(("ops", false));
        _log.Count(nameof(Events.NotifierUp)).ShouldBe(1);
    }

    [Fact]
    public void A_pause_follows_every_failed_try()
    {
        _sender.Answer = _ => new SendResult.Down("connection refused");
        Put(1);
        Run();
        Eventually.True(() => _sender.Tries.Count == 1, "the first try");
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        _sender.Tries.Count.ShouldBe(1);
        Until(() => _sender.Tries.Count == 2);
    }

    [Fact]
    public void A_rejected_message_is_removed_and_does_not_hold_the_next()
    {
        _sender.Answer = message => message.Notifications[0].Id == "1" ? new SendResult.Refused("400 Bad Request") : new SendResult.Sent();
        Put(1, 2);
        Run();
        Until(IsEmpty);
        _log.Events.Single(logged => logged.Name == nameof(Events.NotificationRefused)).Text.ShouldContain("400 Bad Request");
        _log.Count(nameof(Events.NotificationSent)).ShouldBe(1);
    }

    [Fact]
    public void A_notification_that_is_too_old_is_discarded_and_counted()
    {
        Put(1);
        _clock.Advance(GiveUp + TimeSpan.FromMinutes(2));
        Put(TimeSpan.Zero, 2);
        Run();
        Until(IsEmpty);
        Sent().ShouldBe(["2"]);
        _log.Count(nameof(Events.NotificationsGivenUp)).ShouldBe(1);
    }

    [Fact]
    public void A_notification_about_an_unfinished_job_waits_for_its_result()
    {
        _early.Add("1");
        Put(1, 2);
        Run();
        Until(() => Sent().Count == 1);
        Sent().ShouldBe(["2"]);
        lock (_early)
            _early.Clear();
        _queue.Wake();
        Eventually.True(IsEmpty, "sent at the signal");
        Sent().ShouldBe(["2", "1"]);
    }

    [Fact]
    public void Beyond_ten_single_messages_the_rest_is_sent_together_after_the_window()
    {
        Put([.. Enumerable.Range(1, 25)]);
        Run();
        Eventually.True(() => _sender.Tries.Count == Pace.MaxSingle, "the first ten, without a pause");
        _clock.Advance(Notifier.Digest / 2);
        _sender.Tries.Count.ShouldBe(Pace.MaxSingle);
        Until(IsEmpty);
        _sender.Tries.Select(message => message.Notifications.Count).ShouldBe([.. Enumerable.Repeat(1, Pace.MaxSingle), 15]);
    }

    [Fact]
    public void A_queue_that_cannot_be_read_counts_as_an_unreachable_notifier()
    {
        Put(1);
        var folder = _queue.FolderOf(Notifier);
        Directory.Move(folder, $"{folder}.away");
        File.WriteAllText(folder, "no folder");
        Run();
        Until(() => _log.Count(nameof(Events.NotifierDown)) == 1);
        File.Delete(folder);
        Directory.Move($"{folder}.away", folder);
        Until(IsEmpty);
        _log.Count(nameof(Events.NotifierUp)).ShouldBe(1);
    }

    public void Dispose()
    {
        _stop.Cancel();
        Should.Throw<OperationCanceledException>(() => _run.GetAwaiter().GetResult());
        _loop.Dispose();
        _sender.IsDisposed.ShouldBeTrue();
        _stop.Dispose();
        _zone.Dispose();
    }

    private void Run() => _run = Task.Run(() => _loop.RunAsync(_stop.Token), TestContext.Current.CancellationToken);

    private bool MayBeSent(Notification notification)
    {
        lock (_early)
            return !_early.Contains(notification.Id);
    }

    private bool IsEmpty() => _queue.Names(Notifier).Count == 0;

    private List<string> Sent() => [.. _sender.Tries.SelectMany(message => message.Notifications).Select(notification => notification.Id)];

    private void Put(params int[] numbers) => Put(TimeSpan.FromMinutes(-1), numbers);

    private void Put(TimeSpan age, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            var time = _clock.GetUtcNow() + age + TimeSpan.FromSeconds(number);
            _queue.Put(Notifier, new Notification
            {
                Id = number.ToString(CultureInfo.InvariantCulture),
                Time = time,
                Occasion = Occasion.Failed,
                Feed = "orders",
                Job = JobName.New(time, new Random(number), "orders.csv").Text,
                File = "orders.csv",
                Summary = "",
            });
        }
    }

    private void Until(Func<bool> condition) => Eventually.True(
        () =>
        {
            if (condition())
                return true;
            _clock.Advance(TimeSpan.FromSeconds(1));
            return false;
        },
        "after some time");
}
