using System.IO.Abstractions;
using System.Text.Json;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Service;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Names;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Service;

/// <summary>A session on a real zone, with real watchers; the clock is set by the test.</summary>
public sealed class ZoneSessionTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly EventRecorder _log = new();

    [Fact]
    public async Task A_session_resumes_interrupted_jobs_claims_new_files_and_records_a_clean_stop()
    {
        using var zone = new SpoolZone();
        zone.JobWith(("orders-1.csv", "id\n1\n"));
        zone.Drop("orders-2.csv", "id\n2\n");
        using var opened = Open(zone);
        using var session = Start(zone, opened);
        (session.Resumed, session.Waiting).ShouldBe((1, 1));
        AdvanceUntil(() => session.Archived == 2, "archived");
        session.Status(10, 5).ShouldStartWith("0 active, 12 done, 5 failed");
        session.Complaint(Minute).ShouldBeNull();
        IsClean(zone).ShouldBeFalse();
        await session.StopAsync();
        IsClean(zone).ShouldBeTrue();
        session.Fault.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_arrives_while_it_runs_is_claimed()
    {
        using var zone = new SpoolZone();
        using var opened = Open(zone);
        using var session = Start(zone, opened);
        zone.Drop("orders-1.csv", "id\nx\n");
        AdvanceUntil(() => session.Failed == 1, "failed");
        await session.StopAsync();
        session.Archived.ShouldBe(0);
    }

    [Fact]
    public async Task An_internal_error_ends_the_work_and_the_stop_is_not_clean()
    {
        using var zone = new SpoolZone();
        using var opened = Open(zone);
        using var session = Start(zone, opened, step =>
        {
            if (step == DurableStep.Archive)
                throw new InvalidOperationException("a bug");
        });
        zone.Drop("orders-1.csv", "id\n1\n");
        AdvanceUntil(() => session.Fault.IsCompleted, "fault");
        session.Fault.IsFaulted.ShouldBeTrue();
        session.Complaint(Minute).ShouldBe("an internal error has stopped the service's work");
        await session.StopAsync();
        IsClean(zone).ShouldBeFalse();
        _log.Count(nameof(Events.InternalFault)).ShouldBe(2, "of the job, and of the service");
    }

    [Fact]
    public async Task A_job_that_waits_for_a_target_does_not_delay_a_stop()
    {
        using var zone = new SpoolZone(feed => RunnerZone.CopyTo(feed, "/nowhere/at/all"));
        using var opened = Open(zone);
        using var session = Start(zone, opened);
        zone.Drop("orders-1.csv", "id\n1\n");
        AdvanceUntil(() => session.Status(0, 0).Contains("1 waiting for copy", StringComparison.Ordinal), "waits");
        await session.StopAsync();
        zone.Jobs("working").Count.ShouldBe(1);
        IsClean(zone).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stop_at_once_after_the_start_ends_every_loop()
    {
        using var zone = new SpoolZone();
        using var opened = Open(zone);
        using var session = Start(zone, opened);
        await session.StopAsync().WaitAsync(Minute, TestContext.Current.CancellationToken);
        IsClean(zone).ShouldBeTrue();
        session.Dispose();
    }

    [Fact]
    public async Task A_strict_feed_with_a_failed_job_is_reported_at_the_start()
    {
        using var zone = new SpoolZone(feed => feed with { Order = FeedOrder.Strict });
        var failed = JobName.New(DateTimeOffset.UnixEpoch, new Random(1), "orders-0.csv");
        Directory.CreateDirectory($"{zone.Zone.Failed}/orders/{failed}");
        using var opened = Open(zone);
        using var session = Start(zone, opened);
        _log.Events.Single(logged => logged.Name == nameof(Events.FeedHeld)).Text.ShouldContain(failed.Text);
        await session.StopAsync();
    }

    [Fact]
    public async Task A_heartbeat_that_cannot_be_written_is_reported_once()
    {
        using var zone = new SpoolZone();
        using var opened = Open(zone);
        var (isBroken, tries) = (false, 0);
        using var session = Start(zone, opened, step =>
        {
            if (!Volatile.Read(ref isBroken))
                return;
            Interlocked.Increment(ref tries);
            throw new LinuxException(SystemError.NoSpace, "write", "boot.json");
        });
        Volatile.Write(ref isBroken, true);
        AdvanceUntil(() => Volatile.Read(ref tries) >= 3, "three heartbeats");
        Volatile.Write(ref isBroken, false);
        _log.Count(nameof(Events.HeartbeatFailed)).ShouldBe(1);
        await session.StopAsync();
        IsClean(zone).ShouldBeTrue();
    }

    [Fact]
    public async Task A_start_that_fails_leaves_nothing_open()
    {
        using var zone = new SpoolZone();
        using var opened = Open(zone);
        var isBroken = true;
        Should.Throw<IOException>(() => Start(zone, opened, _ => throw (isBroken ? new LinuxException(SystemError.DeviceFailed, "write", "boot.json") : new InvalidOperationException())));
        isBroken = false;
        using var session = Start(zone, opened);
        await session.StopAsync();
    }

    [Theory]
    [InlineData("archive/orders")]
    [InlineData("outgoing/orders")]
    [InlineData("failed/orders")]
    public async Task A_bad_folder_holds_its_feed_and_its_files_are_claimed_when_it_is_sound(string folder)
    {
        using var zone = new SpoolZone(feed => feed with { Order = FeedOrder.Strict });
        zone.JobWith(("orders-0.csv", "id\n0\n"));
        var path = $"{zone.Zone.Root}/{folder}";
        Directory.Delete(path);
        File.WriteAllText(path, "");
        zone.Drop("orders-1.csv", "id\n1\n");
        using var opened = Open(zone);
        using var session = Start(zone, opened);
        for (var second = 0; second < 30; second++)
            _clock.Advance(TimeSpan.FromSeconds(1));
        session.Status(0, 0).ShouldEndWith("feed orders is down");
        session.Complaint(Minute).ShouldBeNull();
        File.Exists($"{zone.Incoming}/orders-1.csv").ShouldBeTrue();
        File.Delete(path);
        Directory.CreateDirectory(path);
        AdvanceUntil(() => session.Archived == 2, "archived");
        session.Renewal.IsCompleted.ShouldBeFalse();
        await session.StopAsync();
    }

    [Fact]
    public async Task Jobs_in_a_folder_that_could_not_be_listed_are_resumed_by_the_next_session()
    {
        using var zone = new SpoolZone();
        zone.JobWith(("orders-0.csv", "id\n0\n"));
        Directory.Move($"{zone.Zone.Working}/orders", $"{zone.Zone.Root}/aside");
        File.CreateSymbolicLink($"{zone.Zone.Working}/orders", $"{zone.Zone.Root}/aside");
        using var opened = Open(zone);
        using (var session = Start(zone, opened))
        {
            session.Resumed.ShouldBe(0);
            File.Delete($"{zone.Zone.Working}/orders");
            Directory.Move($"{zone.Zone.Root}/aside", $"{zone.Zone.Working}/orders");
            AdvanceUntil(() => session.Renewal.IsCompleted, "renewal");
            await session.StopAsync();
        }

        using var next = Start(zone, opened);
        next.Resumed.ShouldBe(1);
        AdvanceUntil(() => next.Archived == 1, "archived");
        await next.StopAsync();
    }

    private static OpenZone Open(SpoolZone zone) => OpenZone.TryOpen(zone.Zone, out _).ShouldNotBeNull();

    private ZoneSession Start(SpoolZone zone, OpenZone opened, Action<DurableStep>? before = null) => ZoneSession.Start(
        opened, zone.Configuration with { Settings = new Settings { MinFree = 0 } }, zone.Steps(new StepSeam(before ?? (_ => { }))),
        new FileSystem().FileSystemWatcher, _clock, new Random(1), _log);

    private static bool IsClean(SpoolZone zone) =>
        JsonDocument.Parse(File.ReadAllText($"{zone.Zone.State}/boot.json")).RootElement.GetProperty("clean").GetBoolean();

    private void AdvanceUntil(Func<bool> condition, string what) => Eventually.True(
        () =>
        {
            if (condition())
                return true;
            _clock.Advance(TimeSpan.FromSeconds(1));
            return false;
        },
        what);
}
