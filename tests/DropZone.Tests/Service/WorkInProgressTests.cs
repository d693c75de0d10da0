using DropZone.Service;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Service;

public sealed class WorkInProgressTests
{
    private readonly WorkInProgress _work = new();

    [Fact]
    public void Without_work_it_is_done() => _work.WhenDone().IsCompletedSuccessfully.ShouldBeTrue();

    [Fact]
    public async Task The_end_of_the_last_piece_signals_every_wait()
    {
        _work.Begin();
        _work.Begin();
        Task[] waits = [_work.WhenDone(), _work.WhenDone()];
        _work.End();
        waits.ShouldAllBe(wait => !wait.IsCompleted);
        _work.Count.ShouldBe(1);
        _work.End();
        await Task.WhenAll(waits);
    }

    [Fact]
    public async Task Work_that_begins_after_the_end_needs_a_wait_of_its_own()
    {
        _work.Begin();
        var first = _work.WhenDone();
        _work.End();
        _work.Begin();
        await first;
        var second = _work.WhenDone();
        second.IsCompleted.ShouldBeFalse();
        _work.End();
        await second;
    }

    [Fact]
    public async Task An_end_at_the_moment_of_a_wait_is_not_lost()
    {
        for (var round = 0; round < 20_000; round++)
        {
            _work.Begin();
            var end = Task.Run(_work.End, TestContext.Current.CancellationToken);
            await _work.WhenDone().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            await end;
        }
    }
}
