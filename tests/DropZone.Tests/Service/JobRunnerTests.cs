using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Recovery;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Service;

/// <summary>Real jobs in a real zone; the durable steps may be blocked or fail, and time passes only when a test advances it.</summary>
public sealed class JobRunnerTests
{
    [Fact]
    public async Task A_good_job_is_archived_and_counted()
    {
        using var zone = new RunnerZone();
        zone.Start();
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        zone.Runner.Unfinished.ShouldBe(0);
        zone.Runner.Running.ShouldBeEmpty();
        (zone.Runner.Archived, zone.Runner.Failed).ShouldBe((1, 0));
        zone.Spool.Jobs("archive").Count.ShouldBe(1);
        zone.Log.Count(nameof(Events.JobArchived)).ShouldBe(1);
    }

    [Fact]
    public async Task A_bad_job_is_quarantined_and_counted()
    {
        using var zone = new RunnerZone();
        zone.Start(RunnerZone.Bad);
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        (zone.Runner.Archived, zone.Runner.Failed).ShouldBe((0, 1));
        zone.Spool.Jobs("failed").Count.ShouldBe(1);
        zone.Log.Count(nameof(Events.JobFailed)).ShouldBe(1);
        zone.Log.Count(nameof(Events.FeedHeld)).ShouldBe(0);
    }

    [Fact]
    public async Task A_failed_job_of_a_strict_feed_is_reported_as_holding_it()
    {
        using var zone = new RunnerZone(feed => feed with { Order = FeedOrder.Strict });
        zone.Start(RunnerZone.Bad);
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        zone.Log.Count(nameof(Events.FeedHeld)).ShouldBe(1);
        zone.Runner.HasRoomFor("orders").ShouldBeFalse();
    }

    [Fact]
    public async Task There_are_never_more_running_jobs_than_workers_nor_more_claimed_ones_than_twice_that()
    {
        using var gate = new ManualResetEventSlim();
        var (active, most) = (0, 0);
        using var zone = new RunnerZone(workers: 2, before: step =>
        {
            if (step != DurableStep.Deliver)
                return;
            InterlockedMax(ref most, Interlocked.Increment(ref active));
            gate.Wait();
            Interlocked.Decrement(ref active);
        });
        var madeRoom = 0;
        zone.Runner.RoomMade += () => Interlocked.Increment(ref madeRoom);
        for (var job = 0; job < 4; job++)
        {
            zone.Runner.HasRoom.ShouldBeTrue();
            zone.Start($"id\n{job}\n");
        }

        zone.Runner.HasRoom.ShouldBeFalse();
        Eventually.True(() => Volatile.Read(ref active) == 2 && zone.Runner.Working == 2, "two workers");
        madeRoom.ShouldBe(0);
        gate.Set();
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        most.ShouldBe(2);
        zone.Runner.HasRoom.ShouldBeTrue();
        zone.Runner.Working.ShouldBe(0);
        madeRoom.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_drain_waits_for_the_last_job_and_no_longer()
    {
        using var gate = new ManualResetEventSlim();
        using var zone = new RunnerZone(before: step =>
        {
            if (step == DurableStep.Archive)
                gate.Wait();
        });
        zone.Start();
        var drain = zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        Eventually.True(() => zone.Runner.Working == 1, "the job runs");
        drain.IsCompleted.ShouldBeFalse();
        gate.Set();
        await drain;
        zone.Runner.Unfinished.ShouldBe(0);
        zone.Spool.Jobs("archive").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_drain_can_be_cancelled_and_started_again()
    {
        using var gate = new ManualResetEventSlim();
        using var zone = new RunnerZone(before: step =>
        {
            if (step == DurableStep.Archive)
                gate.Wait();
        });
        zone.Start();
        using var cancellation = new CancellationTokenSource();
        var drain = zone.Runner.DrainAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(drain);
        zone.Runner.Unfinished.ShouldBe(1);
        gate.Set();
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        zone.Runner.Archived.ShouldBe(1);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_of_a_job_and_leaves_it_in_working()
    {
        using var zone = new RunnerZone(feed => RunnerZone.CopyTo(feed, "/nowhere/at/all"));
        var job = zone.Start();
        Eventually.True(() => zone.Runner.Waits.Count == 1, "the job waits");
        zone.Runner.Waits.ShouldBe([("copy", 1)]);
        zone.Runner.Working.ShouldBe(0);
        var drain = zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        drain.IsCompleted.ShouldBeFalse();
        await zone.Runner.BeginStopAsync();
        await drain;
        Directory.Exists(job.Folder).ShouldBeTrue();
        (zone.Runner.Archived, zone.Runner.Failed).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_waiting_job_is_reported_once_and_resumes_when_its_target_is_up()
    {
        using var folder = new TemporaryFolder();
        using var zone = new RunnerZone(feed => RunnerZone.CopyTo(feed, folder.At("mounted")), workers: 1);
        zone.Start();
        zone.AdvanceUntil(() => zone.Log.Count(nameof(Events.TargetDown)) == 1, "the target is down");
        Directory.CreateDirectory(folder.At("mounted"));
        zone.AdvanceUntil(() => zone.Runner.Archived == 1, "archived");
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        zone.Log.Count(nameof(Events.JobWaits)).ShouldBe(1);
        File.Exists(folder.At("mounted/orders-1.csv")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failure_of_the_disk_defers_a_job_which_is_reported_once_per_reason()
    {
        var failures = 3;
        using var zone = new RunnerZone(before: step =>
        {
            if (step == DurableStep.SyncJob && Interlocked.Decrement(ref failures) >= 0)
                throw new LinuxException(SystemError.DeviceFailed, "fsync", "the job");
        });
        zone.Start();
        zone.AdvanceUntil(() => zone.Runner.Archived == 1, "archived");
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        failures.ShouldBe(-1);
        zone.Log.Count(nameof(Events.JobDeferred)).ShouldBe(1);
    }

    [Fact]
    public void A_disk_that_lets_no_job_pass_is_a_failure_of_the_machine_until_one_passes()
    {
        var isBroken = true;
        using var zone = new RunnerZone(workers: 1, before: step =>
        {
            if (step == DurableStep.SyncJob && Volatile.Read(ref isBroken))
                throw new LinuxException(SystemError.DeviceFailed, "fsync", "the job");
        });
        zone.Start("id\n1\n");
        Eventually.True(() => zone.Log.Count(nameof(Events.JobDeferred)) == 1, "deferred");
        zone.Runner.MachineFailure.ShouldBeNull();
        zone.Start("id\n2\n");
        Eventually.True(() => zone.Runner.MachineFailure is not null, "two of two jobs are deferred");
        zone.Runner.HasRoom.ShouldBeTrue("a deferred job does not count as claimed");
        Volatile.Write(ref isBroken, false);
        zone.AdvanceUntil(() => zone.Runner.Archived == 2, "archived");
        zone.Runner.MachineFailure.ShouldBeNull();
    }

    [Fact]
    public async Task An_internal_error_in_a_job_is_logged_and_ends_the_drain_while_others_still_wait()
    {
        using var zone = new RunnerZone(
            feed => RunnerZone.CopyTo(feed, "/nowhere/at/all"),
            step =>
            {
                if (step == DurableStep.MakeFailedFeed)
                    throw new InvalidOperationException("a bug");
            });
        zone.Start();
        Eventually.True(() => zone.Runner.Waits.Count == 1, "the first job waits");
        zone.Start(RunnerZone.Bad);
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        zone.Runner.Fault.IsFaulted.ShouldBeTrue();
        zone.Runner.Fault.Exception!.InnerException!.Message.ShouldBe("a bug");
        zone.Log.Count(nameof(Events.InternalFault)).ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_may_have_ended_the_last_run_runs_alone_and_its_attempt_is_counted()
    {
        var isCounted = false;
        RunnerZone? running = null;
        using var zone = running = new RunnerZone(before: step =>
        {
            if (step == DurableStep.Deliver)
                isCounted = Directory.GetFiles($"{running!.Spool.Zone.State}/attempts").Length == 1;
        });
        await zone.Runner.ResumeAsync(new InterruptedJob(zone.NewJob(), JobState.Claimed, Alone: true), zone.Spool.Feed);
        zone.Runner.Archived.ShouldBe(1, "it returns with the result");
        zone.Runner.Unfinished.ShouldBe(0);
        isCounted.ShouldBeTrue();
        Directory.GetFiles($"{zone.Spool.Zone.State}/attempts").ShouldBeEmpty();
        zone.Log.Count(nameof(Events.JobAttempt)).ShouldBe(1);
    }

    [Fact]
    public async Task A_third_attempt_is_not_made()
    {
        using var zone = new RunnerZone();
        var job = zone.NewJob();
        zone.Attempts.Begin(job.Name);
        zone.Attempts.Begin(job.Name);
        await zone.Runner.ResumeAsync(new InterruptedJob(job, JobState.Claimed, Alone: true), zone.Spool.Feed);
        zone.Runner.Failed.ShouldBe(1);
        File.ReadAllText($"{zone.Spool.Jobs("failed")[0]}/report.json").ShouldContain("poison");
    }

    [Fact]
    public async Task An_attempt_that_is_deferred_is_over_and_the_job_is_retried_beside_the_others()
    {
        var failures = 1;
        using var zone = new RunnerZone(before: step =>
        {
            if (step == DurableStep.SyncJob && Interlocked.Decrement(ref failures) >= 0)
                throw new LinuxException(SystemError.DeviceFailed, "fsync", "the job");
        });
        await zone.Runner.ResumeAsync(new InterruptedJob(zone.NewJob(), JobState.Claimed, Alone: true), zone.Spool.Feed);
        zone.AdvanceUntil(() => zone.Runner.Archived == 1, "archived");
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        Directory.GetFiles($"{zone.Spool.Zone.State}/attempts").ShouldBeEmpty();
    }

    [Fact]
    public async Task Jobs_of_a_strict_feed_run_in_the_order_of_their_names()
    {
        using var zone = new RunnerZone(feed => feed with { Order = FeedOrder.Strict });
        var jobs = new[] { "id\n1\n", "id\n2\n", "id\n3\n" }.Select(zone.NewJob).OrderBy(job => job.Name.Text, StringComparer.Ordinal).ToList();
        jobs.AsEnumerable().Reverse().ToList().ForEach(job => zone.Runner.Start(job, zone.Spool.Feed));
        zone.Runner.HasRoomFor("orders").ShouldBeFalse();
        zone.AdvanceUntil(() => zone.Runner.Archived == 3, "archived");
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        var archived = zone.Log.Events.Where(logged => logged.Name == nameof(Events.JobArchived)).Select(logged => logged.Text).ToList();
        archived.Select(text => jobs.FindIndex(job => text.Contains(job.Name.Text, StringComparison.Ordinal))).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public async Task After_a_stop_no_job_is_resumed()
    {
        using var zone = new RunnerZone();
        var job = zone.NewJob();
        await zone.Runner.BeginStopAsync();
        await zone.Runner.ResumeAsync(new InterruptedJob(job, JobState.Claimed, Alone: true), zone.Spool.Feed);
        await zone.Runner.DrainAsync(TestContext.Current.CancellationToken);
        Directory.Exists(job.Folder).ShouldBeTrue();
        zone.Runner.Archived.ShouldBe(0);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    /// <summary>Its folders are bad, and the claims of other feeds continue.</summary>
    [Fact]
    public void Jobs_of_a_feed_that_is_down_wait_without_a_worker_or_a_claim_and_run_when_it_is_up()
    {
        using var zone = new RunnerZone(workers: 1);
        var output = $"{zone.Spool.Zone.Outgoing}/orders";
        Directory.Delete(output);
        File.WriteAllText(output, "");
        for (var job = 1; job <= 4; job++)
            zone.Start($"id\n{job}\n");
        zone.AdvanceUntil(() => !zone.Runner.HasRoomFor("orders") && zone.Runner.HasRoom && zone.Runner.Working == 0, "the feed is down");
        zone.Runner.MachineFailure.ShouldBeNull("the machine is sound");
        zone.Runner.HasRoomFor("other").ShouldBeTrue();
        File.Delete(output);
        zone.Feeds.CheckNext();
        zone.AdvanceUntil(() => zone.Runner.Archived == 4, "archived");
    }
}
