using DropZone.Feeds;
using DropZone.Service;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Service;

public sealed class WorkerSharesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_feed_with_many_jobs_leaves_a_worker_and_a_claim_to_another_feed()
    {
        using var shares = New(workers: 4, feeds: 2);
        for (var i = 0; i < 8; i++)
        {
            shares.HasRoomFor("busy").ShouldBeTrue();
            shares.Claim("busy");
        }

        shares.HasRoomFor("busy").ShouldBeFalse();
        (shares.HasRoom, shares.HasRoomFor("other")).ShouldBe((true, true));
        for (var i = 0; i < 4; i++)
            await shares.EnterAsync("busy", Stop);
        var fifth = shares.EnterAsync("busy", Stop);
        fifth.IsCompleted.ShouldBeFalse();
        var other = await shares.EnterAsync("other", Stop);
        shares.Working.ShouldBe(5);
        other.Dispose();
        fifth.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task With_one_worker_the_files_of_a_feed_run_one_by_one_and_another_feed_does_not_wait()
    {
        using var shares = New(workers: 1, feeds: 2);
        shares.Claim("busy");
        shares.Claim("busy");
        (shares.HasRoom, shares.HasRoomFor("busy"), shares.HasRoomFor("other")).ShouldBe((true, false, true));
        await shares.EnterAsync("busy", Stop);
        shares.EnterAsync("busy", Stop).IsCompleted.ShouldBeFalse();
        (await shares.EnterAsync("other", Stop)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_limit_for_feeds_leaves_the_number_of_workers()
    {
        using var shares = New(workers: 2, feeds: 2, perFeed: 1);
        await shares.EnterAsync("busy", Stop);
        await shares.EnterAsync("other", Stop);
        shares.EnterAsync("third", Stop).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_only_feed_has_all_workers()
    {
        using var shares = New(workers: 2, feeds: 1);
        for (var i = 0; i < 4; i++)
        {
            shares.HasRoomFor("orders").ShouldBeTrue();
            shares.Claim("orders");
        }

        await shares.EnterAsync("orders", Stop);
        (await shares.EnterAsync("orders", Stop)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_share_of_a_feed_can_be_limited()
    {
        using var shares = New(workers: 4, feeds: 1, perFeed: 1);
        var first = await shares.EnterAsync("orders", Stop);
        var second = shares.EnterAsync("orders", Stop);
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task A_cancelled_wait_takes_nothing()
    {
        using var shares = New(workers: 2, feeds: 2, perFeed: 1);
        var worker = await shares.EnterAsync("busy", Stop);
        await shares.EnterAsync("second", Stop);
        using var stop = new CancellationTokenSource();
        var other = shares.EnterAsync("other", stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => other);
        worker.Dispose();
        (await shares.EnterAsync("other", Stop)).ShouldNotBeNull();
    }

    private static WorkerShares New(int workers, int feeds, int? perFeed = null)
    {
        using var zone = new SpoolZone();
        return new WorkerShares(new ZoneConfiguration(
            new Settings { Workers = workers, Limits = new Limits { WorkersPerFeed = perFeed } }, [.. Enumerable.Repeat(zone.Feed, feeds)]));
    }
}
