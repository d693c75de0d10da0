using DropZone.Logging;
using DropZone.Targets;
using DropZone.Targets.Loading;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets;

/// <summary>The circuit breaker of a target and the jobs that wait for it, on a clock that only the test advances.</summary>
public sealed class GuardedLoaderTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly EventRecorder _log = new();
    private readonly ScriptedLoader _target = new();
    private readonly GuardedLoader _guarded;

    public GuardedLoaderTests() => _guarded = new GuardedLoader("orders", "postgres", _target, _clock, () => 0.5, _log);

    [Fact]
    public void The_second_consecutive_failure_opens_the_circuit()
    {
        Load(ScriptedLoader.Down);
        _guarded.IsDown.ShouldBeFalse();
        _guarded.Outage.ShouldBeNull();
        Load(ScriptedLoader.Down);
        _guarded.IsDown.ShouldBeTrue();
        _log.Names.ShouldBe([nameof(Events.TargetDown)]);
        _guarded.Outage.ShouldBe(new TargetOutage("orders", "postgres", _clock.GetUtcNow(), "connection refused", null));
    }

    [Fact]
    public void A_success_followed_by_one_failure_leaves_the_circuit_closed()
    {
        Load(ScriptedLoader.Loaded);
        Load(ScriptedLoader.Down);
        _guarded.IsDown.ShouldBeFalse();
    }

    [Fact]
    public void Two_consecutive_failures_open_it_after_any_number_of_successes()
    {
        for (var load = 0; load < 500; load++)
            Load(ScriptedLoader.Loaded);
        Load(ScriptedLoader.Down);
        _guarded.IsDown.ShouldBeFalse();
        Load(ScriptedLoader.Down);
        _guarded.IsDown.ShouldBeTrue();
    }

    [Fact]
    public void Failures_with_a_success_between_them_never_open_it()
    {
        for (var load = 0; load < 50; load++)
        {
            Load(ScriptedLoader.Down);
            Load(ScriptedLoader.Loaded);
        }

        _guarded.IsDown.ShouldBeFalse();
        _log.Names.ShouldBeEmpty();
    }

    [Fact]
    public void Consecutive_failures_open_it_however_far_apart_they_are()
    {
        Load(ScriptedLoader.Down);
        _clock.Advance(TimeSpan.FromDays(3));
        Load(ScriptedLoader.Down);
        _guarded.IsDown.ShouldBeTrue();
    }

    [Fact]
    public void A_refusal_is_an_answer_and_resets_the_count()
    {
        Load(ScriptedLoader.Down);
        Load(ScriptedLoader.Refused).ShouldBe(ScriptedLoader.Refused);
        Load(ScriptedLoader.Down);
        _guarded.IsDown.ShouldBeFalse();
    }

    [Fact]
    public void An_unreadable_job_file_neither_counts_as_a_failure_nor_resets_the_count()
    {
        Load(ScriptedLoader.Down);
        _target.Answer = _ => throw new IOException("output.csv cannot be read");
        Should.Throw<IOException>(() => Load());
        _guarded.IsDown.ShouldBeFalse();
        Load(ScriptedLoader.Down);
        _guarded.IsDown.ShouldBeTrue();
    }

    [Fact]
    public void An_open_circuit_answers_for_the_target_until_the_pause_is_over()
    {
        Open();
        Load(ScriptedLoader.Loaded).ShouldBe(ScriptedLoader.Down);
        _clock.Advance(Second / 2);
        Load().ShouldBe(ScriptedLoader.Down);
        _target.Calls.ShouldBe(2);
        _clock.Advance(Second / 2);
        Load().ShouldBe(ScriptedLoader.Loaded);
        _target.Calls.ShouldBe(3);
    }

    [Fact]
    public void The_first_success_of_an_open_circuit_closes_it_and_reports_the_recovery_once()
    {
        Open();
        _clock.Advance(TimeSpan.FromSeconds(30));
        Load(ScriptedLoader.Loaded);
        Load(ScriptedLoader.Loaded);
        _guarded.IsDown.ShouldBeFalse();
        _guarded.Outage.ShouldBeNull();
        _log.Names.ShouldBe([nameof(Events.TargetDown), nameof(Events.TargetUp)]);
        _log.Events[1].Text.ShouldContain("00:00:30");
        Load(ScriptedLoader.Down);
        _guarded.IsDown.ShouldBeFalse("the count restarts with the recovery");
    }

    [Fact]
    public void A_failed_test_keeps_the_circuit_open_and_is_not_reported_again()
    {
        Open();
        _clock.Advance(Second);
        _target.AnswerWith(new LoadResult.Down("still starting"));
        Load().ShouldBe(new LoadResult.Down("still starting"));
        Load().ShouldBe(new LoadResult.Down("still starting"));
        _target.Calls.ShouldBe(3);
        _guarded.Outage!.Reason.ShouldBe("still starting");
        _guarded.Outage.Since.ShouldBe(_clock.GetUtcNow() - Second);
        _log.Names.ShouldBe([nameof(Events.TargetDown)]);
    }

    [Fact]
    public async Task Only_one_job_at_a_time_tests_an_open_circuit()
    {
        Open();
        _clock.Advance(Second);
        var answer = new TaskCompletionSource<LoadResult>();
        _target.Answer = _ => answer.Task;
        var test = Task.Run(() => Load(), TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => _target.Calls == 3, Second * 30).ShouldBeTrue();
        Load().ShouldBe(ScriptedLoader.Down);
        _target.Calls.ShouldBe(3);
        answer.SetResult(ScriptedLoader.Loaded);
        (await test).ShouldBe(ScriptedLoader.Loaded);
        _guarded.IsDown.ShouldBeFalse();
    }

    [Fact]
    public void A_test_that_ends_without_an_answer_leaves_the_next_test_to_another_job()
    {
        Open();
        _clock.Advance(Second);
        _target.Answer = _ => throw new OperationCanceledException();
        Should.Throw<OperationCanceledException>(() => Load());
        _guarded.IsDown.ShouldBeTrue();
        Load(ScriptedLoader.Loaded).ShouldBe(ScriptedLoader.Loaded);
        _guarded.IsDown.ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_from_before_the_outage_does_not_end_it()
    {
        var early = new TaskCompletionSource<LoadResult>();
        _target.Answer = _ => early.Task;
        var call = Task.Run(() => Load(), TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => _target.Calls == 1, Second * 30).ShouldBeTrue();
        Open();
        early.SetResult(ScriptedLoader.Loaded);
        (await call).ShouldBe(ScriptedLoader.Loaded);
        _guarded.IsDown.ShouldBeTrue("it may have opened its connection long before");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, 6)]
    [InlineData(600, 60)]
    [InlineData(86400, 300)]
    public void The_pause_between_tests_is_a_tenth_of_the_outage_within_its_limits(int outageSeconds, int pauseSeconds)
    {
        Open();
        _clock.Advance(TimeSpan.FromSeconds(outageSeconds));
        if (outageSeconds > 0)
            Load().ShouldBe(ScriptedLoader.Down);
        var calls = _target.Calls;
        _clock.Advance(TimeSpan.FromSeconds(pauseSeconds) - TimeSpan.FromMilliseconds(1));
        Load();
        _target.Calls.ShouldBe(calls);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Load();
        _target.Calls.ShouldBe(calls + 1);
    }

    [Fact]
    public async Task Before_the_circuit_opens_a_job_waits_a_second()
    {
        Load(ScriptedLoader.Down);
        var wait = Wait(Day);
        _clock.Advance(Second - TimeSpan.FromMilliseconds(1));
        wait.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await wait).ShouldBeNull();
    }

    [Fact]
    public async Task One_waiting_job_gets_the_turn_and_the_others_resume_with_the_recovery()
    {
        Open();
        var first = Wait(Day);
        var second = Wait(Day);
        var third = Wait(Day);
        _clock.Advance(Second);
        using (var turn = await first)
        {
            turn.ShouldNotBeNull();
            second.IsCompleted.ShouldBeFalse();
            third.IsCompleted.ShouldBeFalse();
            Load(ScriptedLoader.Loaded);
        }

        // one of them may have been given the turn before it sees the recovery
        foreach (var turn in await Task.WhenAll(second, third))
            turn?.Dispose();
    }

    [Fact]
    public async Task The_turn_passes_on_when_its_holder_has_failed()
    {
        Open();
        var first = Wait(Day);
        var second = Wait(Day);
        _clock.Advance(Second);
        using (await first)
            Load().ShouldBe(ScriptedLoader.Down);
        SpinWait.SpinUntil(() => _guarded.Outage!.NextTry > _clock.GetUtcNow(), Second * 30).ShouldBeTrue();
        second.IsCompleted.ShouldBeFalse();
        _clock.Advance(Second);
        using var turn = await second;
        turn.ShouldNotBeNull();
        Load();
        _target.Calls.ShouldBe(4);
    }

    [Fact]
    public async Task A_job_stops_waiting_when_its_own_time_is_over()
    {
        Open();
        var first = Wait(Day);
        var second = Wait(Second / 2);
        _clock.Advance(Second / 2);
        (await second).ShouldBeNull();
        first.IsCompleted.ShouldBeFalse();
        (await Wait(-Second))?.Dispose();
    }

    [Fact]
    public async Task The_next_test_is_known_while_a_job_waits_for_it()
    {
        Open();
        _guarded.Outage!.NextTry.ShouldBeNull();
        var wait = Wait(Day);
        _guarded.Outage.NextTry.ShouldBe(_clock.GetUtcNow() + Second);
        _clock.Advance(Second);
        (await wait)?.Dispose();
    }

    [Fact]
    public async Task A_stop_ends_every_wait_and_gives_the_turn_back()
    {
        Open();
        using var stop = new CancellationTokenSource();
        Task<IDisposable?>[] waits = [_guarded.WaitAsync(Day, stop.Token), _guarded.WaitAsync(Day, stop.Token)];
        await stop.CancelAsync();
        foreach (var wait in waits)
            await Should.ThrowAsync<OperationCanceledException>(wait);
        var next = Wait(Day);
        _clock.Advance(Second);
        using var turn = await next;
        turn.ShouldNotBeNull();
    }

    public void Dispose()
    {
        _guarded.Dispose();
        _target.IsDisposed.ShouldBeTrue();
    }

    private void Open()
    {
        Load(ScriptedLoader.Down);
        Load(ScriptedLoader.Down);
        _guarded.IsDown.ShouldBeTrue();
    }

    private LoadResult Load(LoadResult answer)
    {
        _target.AnswerWith(answer);
        return Load();
    }

    private LoadResult Load() => _guarded.Load(null!, CancellationToken.None);

    private Task<IDisposable?> Wait(TimeSpan longest) => _guarded.WaitAsync(longest, TestContext.Current.CancellationToken);
}
