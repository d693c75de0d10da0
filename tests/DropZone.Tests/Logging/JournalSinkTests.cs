using DropZone.Logging;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Logging;

public sealed class JournalSinkTests : IDisposable
{
    private readonly JournalSocket _journal = new();
    private readonly JournalSink _sink;
    private readonly SerilogLoggerFactory _factory;
    private readonly Microsoft.Extensions.Logging.ILogger _logger;

    public JournalSinkTests()
    {
        _sink = new JournalSink(_journal.Path);
        _factory = new SerilogLoggerFactory(new LoggerConfiguration().WriteTo.Sink(_sink).CreateLogger(), dispose: true);
        _logger = _factory.CreateLogger("DropZone.Tests");
    }

    public void Dispose()
    {
        _journal.Dispose(); // first, or the sink would wait for a reader
        _factory.Dispose();
    }

    [Fact]
    public void A_failed_job_can_be_found_by_its_fields()
    {
        _logger.JobFailed("orders", "20261123T101502Z-k7f3q9xd-a.csv", "a.csv", "type-error", 3, "failed/orders/x");

        _journal.Receive().ShouldBe(new Dictionary<string, string>
        {
            ["MESSAGE"] = "orders: a.csv failed: type-error (errors: 3), job 20261123T101502Z-k7f3q9xd-a.csv. Read failed/orders/x/report.txt for the remedy.",
            ["PRIORITY"] = "4",
            ["SYSLOG_IDENTIFIER"] = "dropzone",
            ["MESSAGE_ID"] = "a1f6d705e9234dde86200395095d3004",
            ["DROPZONE_EVENT"] = "JobFailed",
            ["DROPZONE_FEED"] = "orders",
            ["DROPZONE_JOB"] = "20261123T101502Z-k7f3q9xd-a.csv",
            ["DROPZONE_FILE"] = "a.csv",
            ["DROPZONE_OUTCOME"] = "failed",
            ["DROPZONE_CODE"] = "type-error",
        }, ignoreOrder: true);
    }

    [Fact]
    public void An_archived_job_says_so_in_its_outcome()
    {
        _logger.JobArchived("orders", "j", "a.csv", 12, 10, 1, 1, 35, "outgoing/orders/a.csv");

        var entry = _journal.Receive();

        entry["MESSAGE"].ShouldBe("orders: a.csv archived: 12 rows in, 10 out, 1 filtered, 1 deduplicated, 35 ms, output outgoing/orders/a.csv, job j");
        entry["DROPZONE_OUTCOME"].ShouldBe("archived");
        entry["PRIORITY"].ShouldBe("6");
    }

    [Fact]
    public void A_trace_keeps_its_lines_and_a_name_cannot_forge_a_field()
    {
        _logger.InternalFault(new InvalidOperationException("two\nlines"), "x\nPRIORITY=0\n");

        var entry = _journal.Receive();

        entry["EXCEPTION"].ShouldContain("two\nlines");
        entry["MESSAGE"].ShouldContain("x\\nPRIORITY=0\\n");
        entry["PRIORITY"].ShouldBe("3");
    }

    [Fact]
    public void A_field_with_a_line_feed_is_framed()
    {
        _logger.DeliverySeen("incoming", "a\nDROPZONE_CODE=b");
        _journal.HasEntry.ShouldBeFalse("Debug events are not logged unless enabled.");

        _logger.HardLinkIgnored("incoming", "a\nDROPZONE_CODE=b", 2);

        var entry = _journal.Receive();
        entry["DROPZONE_FILE"].ShouldBe("a\nDROPZONE_CODE=b");
        entry.ShouldNotContainKey("DROPZONE_CODE");
    }

    [Fact]
    public void Long_values_are_cut_and_still_arrive()
    {
        var wide = new string('注', 1_000_000);
        _logger.JobFailed(wide, wide, wide, wide, 1, wide, wide);
        _logger.InternalFault(new InvalidOperationException(wide), wide);

        var entry = _journal.Receive();
        entry["MESSAGE"].Length.ShouldBeLessThan(4200);
        entry["DROPZONE_FILE"].ShouldEndWith("注 … (cut: 1000000 characters in all)");
        _journal.Receive()["EXCEPTION"].Length.ShouldBeInRange(16384, 16500);
        _sink.Dropped.ShouldBe(0);
    }

    [Fact]
    public void A_full_socket_never_blocks_and_lost_events_are_counted_and_logged()
    {
        const int sent = 5000;
        for (var i = 0; i < sent; i++)
            _logger.FolderBack("incoming");
        _sink.Dropped.ShouldBeGreaterThan(0);
        var lost = _sink.Dropped;

        var received = 0;
        for (; _journal.HasEntry; received++)
            _journal.Receive().ShouldNotContainKey("DROPZONE_DROPPED");
        (received + lost).ShouldBe(sent);

        _logger.FolderBack("incoming");
        _journal.Receive()["DROPZONE_DROPPED"].ShouldBe($"{lost}");
        _logger.FolderBack("incoming");
        _journal.Receive().ShouldNotContainKey("DROPZONE_DROPPED");
    }

    [Fact]
    public async Task The_last_events_are_read_before_the_process_exits()
    {
        _logger.FolderBack("incoming");

        var closing = Task.Run(_sink.Dispose, TestContext.Current.CancellationToken);

        (await Task.WhenAny(closing, Task.Delay(50, TestContext.Current.CancellationToken))).ShouldNotBe(closing, "the entries were not read");
        _journal.Receive()["MESSAGE"].ShouldBe("Folder incoming is available again");
        _journal.Receive().ShouldBeEmpty("when this one is read, the one before is dealt with");
        await closing.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_hanging_journal_does_not_delay_the_exit_for_long()
    {
        _logger.FolderBack("incoming");

        await Task.Run(_sink.Dispose, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        _journal.HasEntry.ShouldBeTrue();
    }

    [Fact]
    public void A_journal_that_is_restarted_is_found_again()
    {
        _journal.Close();
        _logger.FolderBack("one");
        _sink.Dropped.ShouldBe(1);

        _journal.Listen();
        _logger.FolderBack("two");

        _journal.Receive()["MESSAGE"].ShouldBe("Folder two is available again");
    }

    [Fact]
    public void Events_of_other_libraries_have_no_event_id()
    {
        _factory.CreateLogger("Microsoft.Hosting")
            .Log(LogLevel.Warning, new EventId(3004, "JobFailed"), "odd one", null, (text, _) => text);

        var entry = _journal.Receive();

        entry["MESSAGE"].ShouldBe("odd one");
        entry.ShouldNotContainKey("MESSAGE_ID");
        entry.ShouldNotContainKey("DROPZONE_EVENT");
    }
}
