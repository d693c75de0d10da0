using DropZone.Linux;
using DropZone.Logging;
using DropZone.Service;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Service;

/// <summary>Retries of failed jobs, found in <c>working/.retry/</c> on a clock that only the test advances.</summary>
public sealed class RetryLoopTests
{
    [Fact]
    public async Task A_queued_retry_is_run_and_its_attempts_are_forgotten()
    {
        using var zone = new RunnerZone();
        var job = Queue(zone, "id\n1\n");
        zone.Attempts.Begin(job.Name);
        await RunAsync(zone, () => zone.Runner.Archived == 1);
        zone.Log.Count(nameof(Events.JobRetried)).ShouldBe(1);
        Directory.Exists(job.Folder).ShouldBeFalse();
        zone.Spool.Jobs("archive").Count.ShouldBe(1);
        Directory.GetFiles($"{zone.Spool.Zone.State}/attempts").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retry_that_is_queued_later_is_found_in_a_folder_that_was_empty()
    {
        using var zone = new RunnerZone();
        Directory.CreateDirectory($"{zone.Spool.Zone.Working}/{JobPlaces.RetryFolder}/orders");
        using var stop = new CancellationTokenSource();
        var loop = Loop(zone).RunAsync(stop.Token);
        for (var poll = 0; poll < 10; poll++)
            zone.Clock.Advance(TimeSpan.FromSeconds(1));
        Queue(zone, "id\n1\n");
        zone.AdvanceUntil(() => zone.Runner.Archived == 1, "archived");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(loop);
    }

    [Fact]
    public async Task Without_room_a_retry_stays_queued()
    {
        using var gate = new ManualResetEventSlim();
        using var zone = new RunnerZone(workers: 1, before: step =>
        {
            if (step == DurableStep.Deliver)
                gate.Wait();
        });
        zone.Start("id\n1\n");
        zone.Start("id\n2\n");
        zone.Runner.HasRoom.ShouldBeFalse();
        var job = Queue(zone, "id\n3\n");
        using var stop = new CancellationTokenSource();
        var loop = Loop(zone).RunAsync(stop.Token);
        for (var poll = 0; poll < 10; poll++)
            zone.Clock.Advance(TimeSpan.FromSeconds(1));
        Directory.Exists(job.Folder).ShouldBeTrue();
        gate.Set();
        zone.AdvanceUntil(() => zone.Runner.Archived == 3, "archived");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(loop);
    }

    [Fact]
    public async Task A_retry_that_cannot_be_resumed_is_reported_once_and_tried_with_every_poll()
    {
        var isBroken = true;
        var tries = 0;
        using var zone = new RunnerZone(before: step =>
        {
            if (step != DurableStep.TakeRetry)
                return;
            tries++;
            if (Volatile.Read(ref isBroken))
                throw new LinuxException(SystemError.DeviceFailed, "rename", "the job");
        });
        Queue(zone, "id\n1\n");
        using var stop = new CancellationTokenSource();
        var loop = Loop(zone).RunAsync(stop.Token);
        zone.AdvanceUntil(() => Volatile.Read(ref tries) >= 3, "three tries");
        zone.Log.Count(nameof(Events.RetryRefused)).ShouldBe(1);
        Volatile.Write(ref isBroken, false);
        zone.AdvanceUntil(() => zone.Runner.Archived == 1, "archived");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(loop);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_listed_is_reported_once_until_it_can()
    {
        using var zone = new RunnerZone();
        var folder = $"{zone.Spool.Zone.Working}/{JobPlaces.RetryFolder}";
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, "no folder");
        using var stop = new CancellationTokenSource();
        var loop = Loop(zone).RunAsync(stop.Token);
        for (var poll = 0; poll < 5; poll++)
            zone.Clock.Advance(TimeSpan.FromSeconds(1));
        zone.Log.Count(nameof(Events.RetriesNotFound)).ShouldBe(1);
        File.Delete(folder);
        Queue(zone, "id\n1\n");
        zone.AdvanceUntil(() => zone.Runner.Archived == 1, "archived");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(loop);
        zone.Log.Count(nameof(Events.RetriesNotFound)).ShouldBe(1);
    }

    /// <summary>A failed job for which a retry was requested.</summary>
    private static JobFolder Queue(RunnerZone zone, string text)
    {
        var job = zone.NewJob(text);
        var queued = new JobFolder($"{zone.Spool.Zone.Working}/{JobPlaces.RetryFolder}/orders/{job.Name}", "orders", job.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(queued.Folder)!);
        Directory.Move(job.Folder, queued.Folder);
        return queued;
    }

    [Fact]
    public void Retries_of_a_feed_that_is_down_stay_queued_and_those_of_others_run()
    {
        using var zone = new RunnerZone();
        var job = Queue(zone, "id\n1\n");
        var output = $"{zone.Spool.Zone.Outgoing}/orders";
        Directory.Delete(output);
        File.WriteAllText(output, "");
        zone.Feeds.Start();
        using var stop = new CancellationTokenSource();
        _ = Loop(zone).RunAsync(stop.Token);
        for (var poll = 0; poll < 10; poll++)
            zone.Clock.Advance(TimeSpan.FromSeconds(1));
        Directory.Exists(job.Folder).ShouldBeTrue();
        File.Delete(output);
        zone.Feeds.CheckNext();
        zone.AdvanceUntil(() => zone.Runner.Archived == 1, "archived");
        stop.Cancel();
    }

    private static RetryLoop Loop(RunnerZone zone) =>
        new(zone.Spool.Zone, zone.Configuration, zone.Steps, zone.Attempts, zone.Runner, zone.Feeds, zone.Clock, zone.Log);

    private static async Task RunAsync(RunnerZone zone, Func<bool> isDone)
    {
        using var stop = new CancellationTokenSource();
        var loop = Loop(zone).RunAsync(stop.Token);
        zone.AdvanceUntil(isDone, "the retry");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(loop);
    }
}
