using DropZone.Feeds;
using DropZone.Feeds.Notifiers;
using DropZone.Notifications;
using DropZone.Notifications.Messages;
using DropZone.Processes;
using DropZone.Spool.Names;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Notifications;

/// <summary>A file that is expected by 06:00 UTC every day, checked at moments of the year 2026.</summary>
public sealed class OverdueWatchTests : IDisposable
{
    private static readonly Notifier Receiver = new CommandNotifier("receiver", new ExternalProgram { Path = "" });
    private readonly SpoolZone _zone = new();
    private readonly EventRecorder _log = new();
    private readonly FakeTimeProvider _clock = new(At(27, 5));
    private readonly NotificationQueue _queue;
    private readonly Feed _feed;

    public OverdueWatchTests()
    {
        _queue = new NotificationQueue(_zone.Zone, [], _zone.Steps(), _log);
        _feed = _zone.Feed with
        {
            Notifiers = [Receiver],
            Expectation = new Expectation(new TimeOnly(6, 0), Enum.GetValues<DayOfWeek>().ToHashSet(), TimeZoneInfo.Utc, new HashSet<DateOnly>(), 1),
        };
        Look(At(27, 5)); // the service has seen this feed before
    }

    [Fact]
    public void A_file_that_arrives_in_time_is_not_reported()
    {
        Arrive(At(26, 23));
        Look(At(27, 6));
        Arrive(At(27, 6, 1));
        Look(At(28, 6));
        _log.Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_file_is_reported_once_across_restarts_and_cleared_on_arrival()
    {
        Arrive(At(26, 6)); // the file of the previous day
        Look(At(27, 6));
        Look(At(27, 7));
        _log.Events.ShouldHaveSingleItem().Text.ShouldBe("orders: overdue: 0 of 1 expected files arrived by 2026-11-27 06:00 UTC. Contact their sender.");
        Overdue.ShouldBeTrue();
        Arrive(At(27, 9));
        Look(At(27, 9));
        Look(At(27, 10));
        _log.Names.ShouldBe(["FeedOverdue", "FeedArrived"]);
        Overdue.ShouldBeFalse();
        _queue.Names(Receiver).ShouldBe(["20261127T060000Z-orders.overdue.json", "20261127T090000Z-orders.arrived.json"]);
        _queue.Read(Receiver, _queue.Names(Receiver)[0])!.Summary.ShouldBe("orders is overdue: 0 of 1 files arrived from 2026-11-26 06:00 UTC to 2026-11-27 06:00 UTC. Contact their sender.");
    }

    [Fact]
    public void A_late_file_counts_for_the_missed_day_and_not_for_the_next()
    {
        Look(At(27, 6));
        Arrive(At(27, 9));
        Look(At(27, 9));
        Look(At(28, 6));
        _log.Names.ShouldBe(["FeedOverdue", "FeedArrived", "FeedOverdue"]);
    }

    [Fact]
    public void Each_deadline_that_passes_without_a_file_is_reported()
    {
        Look(At(27, 6));
        Look(At(28, 6));
        Look(At(28, 7));
        _log.Names.ShouldBe(["FeedOverdue", "FeedOverdue"]);
    }

    [Fact]
    public void A_deadline_that_passed_while_the_service_was_stopped_is_reported_at_its_start()
    {
        Look(At(27, 11));
        _log.Names.ShouldBe(["FeedOverdue"]);
    }

    [Fact]
    public void Failed_and_active_files_count_as_arrived()
    {
        var failed = JobName.New(At(27, 4), new Random(1), "orders-1.csv");
        Directory.CreateDirectory($"{_zone.Zone.Failed}/orders/{failed}");
        Look(At(27, 6));
        _log.Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_feed_has_no_earlier_deadlines()
    {
        File.Delete($"{_zone.Zone.State}/expect/orders.json");
        Look(At(27, 11));
        _log.Events.ShouldBeEmpty();
        Look(At(28, 6));
        _log.Names.ShouldBe(["FeedOverdue"]);
    }

    [Fact]
    public void A_failure_of_the_disk_is_logged_once()
    {
        Directory.CreateDirectory($"{_zone.Zone.State}/expect/orders.json.part"); // blocks the write of the file
        Look(At(27, 6));
        Look(At(27, 7));
        _log.Names.Count(name => name == "ExpectationNotKnown").ShouldBe(1);
    }

    public void Dispose() => _zone.Dispose();

    private static DateTimeOffset At(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    private OverdueWatch? _watch;

    private bool Overdue => NewWatch().IsOverdue("orders");

    private OverdueWatch NewWatch() => new(_zone.Zone, new ZoneConfiguration(new Settings(), [_feed]), _zone.Steps(), _queue, _clock, _log);

    private void Look(DateTimeOffset moment)
    {
        _clock.SetUtcNow(moment);
        (_watch ??= NewWatch()).Check(_feed);
    }

    private void Arrive(DateTimeOffset moment)
    {
        var job = JobName.New(moment, new Random((int)moment.ToUnixTimeSeconds()), "orders-1.csv");
        Directory.CreateDirectory($"{_zone.Zone.Archive}/orders/{job.Date}/{job}");
    }
}
