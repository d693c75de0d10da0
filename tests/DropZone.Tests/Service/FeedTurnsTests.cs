using DropZone.Feeds;
using DropZone.Service;
using DropZone.Spool.Names;
using DropZone.Tables.Transform.Steps.Row;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Service;

public sealed class FeedTurnsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_feed_of_any_order_needs_no_turn()
    {
        using var zone = new SpoolZone();
        var turns = new FeedTurns(zone.Zone, zone.Configuration, _clock);
        Directory.CreateDirectory($"{zone.Zone.Failed}/orders/{New(1)}");
        turns.IsFree("orders").ShouldBeTrue();
        turns.IsFreeFor(zone.Feed, New(2)).ShouldBeTrue();
        (await turns.WaitAsync(zone.Feed, New(2), TestContext.Current.CancellationToken)).ShouldBeNull();
        (await turns.WaitAsync(null, New(2), TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_job_of_a_strict_feed_waits_until_an_earlier_one_is_resolved()
    {
        using var zone = new SpoolZone(feed => feed with { Order = FeedOrder.Strict });
        var turns = new FeedTurns(zone.Zone, zone.Configuration, _clock);
        var failed = Directory.CreateDirectory($"{zone.Zone.Failed}/orders/{New(1)}");
        turns.IsFree("orders").ShouldBeFalse();
        turns.IsFreeFor(zone.Feed, New(2)).ShouldBeFalse();
        var wait = turns.WaitAsync(zone.Feed, New(2), TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMinutes(5));
        wait.IsCompleted.ShouldBeFalse();
        failed.Delete();
        turns.IsFree("orders").ShouldBeTrue();
        Eventually.True(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return wait.IsCompleted;
            },
            "the turn");
        await wait;
    }

    [Fact]
    public async Task Jobs_of_a_feed_that_compares_records_across_files_take_turns_in_the_order_of_their_waits()
    {
        using var zone = new SpoolZone(feed => feed with { Rules = feed.Rules with { Steps = [new DeduplicateStep(["id"], LastWins: false, TimeSpan.FromDays(1))] } });
        var turns = new FeedTurns(zone.Zone, zone.Configuration, _clock);
        turns.IsFree("orders").ShouldBeTrue();
        var first = (await turns.WaitAsync(zone.Feed, New(1), TestContext.Current.CancellationToken)).ShouldNotBeNull();
        turns.IsFree("orders").ShouldBeFalse();
        var second = turns.WaitAsync(zone.Feed, New(2), TestContext.Current.CancellationToken);
        var third = turns.WaitAsync(zone.Feed, New(3), TestContext.Current.CancellationToken);
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        var turn = (await second).ShouldNotBeNull();
        third.IsCompleted.ShouldBeFalse();
        turn.Dispose();
        (await third)!.Dispose();
        turns.IsFreeFor(zone.Feed, New(4)).ShouldBeTrue();
    }

    private static JobName New(int day) => JobName.New(DateTimeOffset.UnixEpoch.AddDays(day), new Random(day), "orders.csv");
}
