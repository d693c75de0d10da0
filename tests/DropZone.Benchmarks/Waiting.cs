using System.Globalization;

namespace DropZone.Benchmarks;

/// <summary>Goals 6 to 8: memory, start time and idle time of a service without queued files, and of one with many.</summary>
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

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"no queued files: ready after {Rounds.Median(starts):F0} ms, including the start of the process"));

        using (var idle = new Service(Programs.Native, folder, [.. Enumerable.Range(0, Feeds).Select(feed => $"feed: feed-{feed}\n")]))
        {
            Thread.Sleep(TimeSpan.FromSeconds(5)); // wait until the work of the start is done
            var before = idle.ProcessorTime;
            Thread.Sleep(Idle);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Feeds} feeds, idle: {(idle.ProcessorTime - before) / Idle * 100:F3} % of a processor in {Idle.TotalSeconds} s, {idle.Memory} MB"));
        }

        using var waiting = new Service(Programs.Native, folder, Fill, null, "feed: orders\nsettle: 12h\n");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} queued files: ready after {waiting.Start.TotalMilliseconds:F0} ms"));
        Thread.Sleep(TimeSpan.FromSeconds(10)); // long enough for the service to check each file once
        Console.WriteLine($"then {waiting.Memory} MB, peak {waiting.Peak} MB");
    }

    private void Fill(string root)
    {
        Directory.CreateDirectory($"{root}/incoming/orders");
        for (var i = 0; i < files; i++)
            File.WriteAllText($"{root}/incoming/orders/{i:000000}.csv", "id,text\n1,a\n");
    }
}
