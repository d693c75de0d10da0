using System.Collections.Concurrent;
using Shouldly;
using Xunit;

namespace DropZone.Tests;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task Callers_that_arrive_during_a_turn_share_the_next_turn()
    {
        using var begun = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var groups = new ConcurrentQueue<int[]>();
        var shared = new GroupCommit<int>(items =>
        {
            begun.Release();
            go.Wait();
            groups.Enqueue([.. items.Order()]);
        });
        var first = Task.Run(() => shared.Commit(0));
        await begun.WaitAsync();
        Task[] later = [.. Enumerable.Range(1, 5).Select(item => Task.Factory.StartNew(() => shared.Commit(item), TaskCreationOptions.LongRunning))];
        go.Release();
        await first;
        go.Release(5);
        await Task.WhenAll(later);
        groups.TryDequeue(out var alone).ShouldBeTrue();
        alone.ShouldBe([0]);
        groups.SelectMany(group => group).Order().ToArray().ShouldBe([1, 2, 3, 4, 5], "each item is committed once");
    }

    [Fact]
    public void A_turn_commits_only_items_that_were_added_before_it_began()
    {
        long clock = 0;
        var shared = new GroupCommit<long>(items => items.ShouldAllBe(added => added <= Interlocked.Increment(ref clock)));
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => shared.Commit(Interlocked.Increment(ref clock)));
    }

    [Fact]
    public void An_exception_reaches_all_callers_of_the_turn_and_the_next_turn_runs()
    {
        var calls = 0;
        var shared = new GroupCommit<int>(_ =>
        {
            if (++calls == 1)
                throw new IOException("the disk is gone");
        });
        Should.Throw<IOException>(() => shared.Commit(1)).Message.ShouldBe("the disk is gone");
        shared.Commit(2);
        calls.ShouldBe(2);
    }
}
