using System.Diagnostics;
using System.Globalization;

namespace DropZone.Benchmarks;

/// <summary>Goal 9: the time for one file grows linearly with its size; the time for many files does not depend on the number of feeds. Draws the plot of docs/developer/performance.md.</summary>
internal sealed class Lines(string folder, int maxMegabytes)
{
    private const int FilesOfFeeds = 2000;
    private static readonly int[] Feeds = [1, 10, 100];

    public void Run()
    {
        var plots = new[]
        {
            new Plot("one file", "megabytes", 1, [.. OneFile()]),
            new Plot($"{FilesOfFeeds} small files", "feeds", 0, [.. ManyFeeds()]),
        };
        File.WriteAllText(Programs.Document("developer/performance.svg"), Plot.Svg(plots));
    }

    private IEnumerable<(double Size, double Seconds)> OneFile()
    {
        using var service = new Service(Programs.Native, folder, OrdersFile.Feed);
        var path = $"{folder}/orders.csv";
        for (var megabytes = 10; megabytes <= maxMegabytes; megabytes *= 10)
        {
            OrdersFile.Write(path, megabytes * 1_000_000L);
            Command.Run("sync", "-f", folder);
            var seconds = service.Convert(path, "orders").TotalSeconds;
            File.Delete(path);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{megabytes} MB: {seconds:F3} s, peak memory {service.Peak} MB so far"));
            yield return (megabytes, seconds);
        }
    }

    private IEnumerable<(double Size, double Seconds)> ManyFeeds()
    {
        foreach (var feeds in Feeds)
        {
            using var service = new Service(Programs.Native, folder, [.. Enumerable.Range(0, feeds).Select(feed => $"feed: feed-{feed}\nsettle: 0s\nduplicates: process\n")]);
            var seconds = Deliver(service, feeds).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{FilesOfFeeds} files to {feeds} feeds: {seconds:F3} s"));
            yield return (feeds, seconds);
        }
    }

    private static TimeSpan Deliver(Service service, int feeds)
    {
        var stage = Directory.CreateDirectory($"{service.Root}/stage").FullName;
        for (var i = 0; i < FilesOfFeeds; i++)
            File.WriteAllText($"{stage}/{i:000000}.csv", "id,text\n1,a\n");
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < FilesOfFeeds; i++)
            File.Move($"{stage}/{i:000000}.csv", $"{service.Root}/incoming/feed-{i % feeds}/{i:000000}.csv");
        while (service.ArchivedCount < FilesOfFeeds)
            Thread.Sleep(10);
        return watch.Elapsed;
    }
}
