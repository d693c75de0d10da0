using DropZone.Errors;
using DropZone.Feeds.Notifiers;
using DropZone.Notifications.Messages;
using DropZone.Processes;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using DropZone.Spool.Names;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Notifications.Messages;

public sealed class NotificationQueueTests : IDisposable
{
    private static readonly Notifier Everything = new CommandNotifier("all", new ExternalProgram { Path = "" });
    private readonly SpoolZone _zone = new();
    private readonly EventRecorder _log = new();

    [Fact]
    public void Queued_notifications_are_read_back_complete_and_oldest_first()
    {
        var queue = NewQueue();
        var later = New(2) with
        {
            Errors = [new TableError(2, 2, 17, 1, "id", ErrorCode.TypeError, null, "expected a whole number")],
            Counts = new Dictionary<ErrorCode, long> { [ErrorCode.TypeError] = 1 },
            Rows = new RowCounts(1, 0, 0, 0, 1),
        };
        queue.Put(Everything, later);
        queue.Put(Everything, New(1));
        var names = queue.Names(Everything);
        names.Count.ShouldBe(2);
        queue.Read(Everything, names[0])!.Id.ShouldBe("1");
        var read = queue.Read(Everything, names[1])!;
        read.Errors.ShouldBe(later.Errors);
        read.Counts.ShouldBe(later.Counts);
        read.Rows.ShouldBe(later.Rows);
        read.FileName.ShouldBe(names[1]);
        queue.Remove(Everything, names[0]);
        queue.Names(Everything).ShouldBe([names[1]]);
    }

    [Fact]
    public void A_damaged_notification_is_removed_and_does_not_block_others()
    {
        var queue = NewQueue();
        queue.Put(Everything, New(1));
        var name = queue.Names(Everything)[0];
        File.WriteAllText($"{queue.FolderOf(Everything)}/{name}", "{");
        queue.Read(Everything, name).ShouldBeNull();
        queue.Names(Everything).ShouldBeEmpty();
    }

    [Fact]
    public void A_failure_of_the_disk_is_logged_and_does_not_affect_the_job()
    {
        NewQueue(FaultPlan.Parse("fail sync-state EIO")).Put(Everything, New(1));
        _log.Events.ShouldHaveSingleItem().Text.ShouldStartWith("Notifier all: a notification could not be queued and will not be sent: ");
    }

    [Fact]
    public void A_notifier_that_is_no_longer_configured_is_found_by_its_queue()
    {
        var queue = NewQueue();
        queue.Put(Everything, New(1));
        queue.Unknown(new HashSet<string>()).ShouldBe([("all", 1)]);
        queue.Unknown(new HashSet<string> { "all" }).ShouldBeEmpty();
    }

    public void Dispose() => _zone.Dispose();

    private NotificationQueue NewQueue(IFaultSeam? faults = null) => new(_zone.Zone, [], _zone.Steps(faults), _log);

    private static Notification New(int day)
    {
        var job = JobName.New(DateTimeOffset.UnixEpoch.AddDays(day), new Random(day), "orders.csv");
        return new Notification { Id = $"{day}", Time = job.Time, Occasion = Occasion.Failed, Feed = "orders", Job = job.Text, File = "orders.csv", Summary = "" };
    }
}
