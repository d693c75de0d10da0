using DropZone.Csv.Reading;
using DropZone.Jobs;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Jobs;

/// <summary>Long conversions of one feed leave processors to others.</summary>
public sealed class ConversionSharesTests : IDisposable
{
    private const long Long = ConversionShares.MaxBrief + 1;
    private readonly ConversionShares _shares = new(new RecordMemory(32 << 20), processors: 4);

    public void Dispose() => _shares.Dispose();

    [Fact]
    public void A_long_conversion_and_the_threads_that_it_starts_have_a_low_priority_and_a_brief_one_has_not()
    {
        var usual = Niceness();
        _shares.Run("orders", ConversionShares.MaxBrief, Niceness, default).ShouldBe(usual);
        _shares.Run("orders", Long, Niceness, default).ShouldBe(usual + 10);
        _shares.Run("orders", Long, NicenessOfStarted, default).ShouldBe(usual + 10);
        Niceness().ShouldBe(usual);
    }

    [Fact]
    public async Task Long_conversions_of_a_feed_take_half_of_the_processors_and_stop_neither_brief_ones_nor_other_feeds()
    {
        using var open = new ManualResetEventSlim();
        using var running = new CountdownEvent(2);
        var both = Enumerable.Range(0, 2).Select(_ => Task.Run(() => _shares.Run("orders", Long, Hold, default))).ToList();
        running.Wait(TestContext.Current.CancellationToken);
        using var stopping = new CancellationTokenSource();
        var third = Task.Run(() => _shares.Run("orders", Long, () => 3, stopping.Token));
        _shares.Run("orders", 1, () => 4, default).ShouldBe(4);
        _shares.Run("other", Long, () => 5, default).ShouldBe(5);
        third.IsCompleted.ShouldBeFalse();
        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(third);
        open.Set();
        (await Task.WhenAll(both)).ShouldBe([2, 2]);
        _shares.Run("orders", Long, () => 6, default).ShouldBe(6);

        int Hold()
        {
            running.Signal();
            open.Wait();
            return 2;
        }
    }

    [Fact]
    public void What_a_long_conversion_throws_is_thrown_and_frees_its_turn()
    {
        for (var i = 0; i < 3; i++)
            Should.Throw<IOException>(() => _shares.Run<int>("orders", Long, () => throw new IOException("full"), default)).Message.ShouldBe("full");
    }

    private static int NicenessOfStarted()
    {
        var niceness = 0;
        var thread = new Thread(() => niceness = Niceness());
        thread.Start();
        thread.Join();
        return niceness;
    }

    /// <summary>Of the calling thread, by /proc/thread-self/stat (proc_pid_stat(5)): the 19th field, the 17th after the name.</summary>
    private static int Niceness()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], System.Globalization.CultureInfo.InvariantCulture);
    }
}
