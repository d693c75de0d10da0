using System.Globalization;

namespace DropZone.Benchmarks;

/// <summary>Goals 6 to 8: memory, start and idle time of a service for which nothing waits, and of one for which many files do.</summary>
internal sealed class Waiting(string folder, int files)
{
    private const int ManyRounds = 5;
    private const int Feeds = 20;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    public void Run()
    {
        var starts = new List<double>();
        for (var round = 0; round < ManyRounds; round++)
        {
            using var empty = new Service(Programs.Native, folder, "feed: orders\n");
            starts.Add(empty.Start.TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nothing waits: ready after {Rounds.Median(starts):F0} ms, the process's own start included"));

        using (var idle = new Service(Programs.Native, folder, [.. Enumerable.Range(0, Feeds).Select(feed => $"feed: feed-{feed}\n")]))
        {
            Thread.Sleep(TimeSpan.FromSeconds(5)); // what is done once is over
            var before = idle.ProcessorTime;
            Thread.Sleep(Idle);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Feeds} feeds, nothing to do: {(idle.ProcessorTime - before) / Idle * 100:F3} % of a processor in {Idle.TotalSeconds} s, {idle.Memory} MB"));
        }

        using var waiting = new Service(Programs.Native, folder, Fill, "feed: orders\nsettle: 12h\n");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} files wait: ready after {waiting.Start.TotalMilliseconds:F0} ms"));
        Thread.Sleep(TimeSpan.FromSeconds(10)); // each was asked once by then
        Console.WriteLine($"then {waiting.Memory} MB, at most {waiting.Peak} MB");
    }

    private void Fill(string root)
    {
        Directory.CreateDirectory($"{root}/incoming/orders");
        for (var i = 0; i < files; i++)
            File.WriteAllText($"{root}/incoming/orders/{i:000000}.csv", "id,text\n1,a\n");
    }
}
