using DropZone.Status;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Status;

public sealed class HistoryTests
{
    [Fact]
    public void Each_job_is_listed_once_newest_first_and_a_split_as_in_the_archive()
    {
        using var zone = new SpoolZone();
        var random = new Random(20261129);
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (day, jobs) in new[] { ("2026-11-27", 3), ("2026-11-28", 3000), ("2026-11-29", 256) }) // more than one batch, and exactly one batch
            for (var i = 0; i < jobs; i++)
            {
                // more than one batch within a second, in random order
                var name = $"{day.Replace("-", "", StringComparison.Ordinal)}T10000{random.Next(3)}Z-{random.Next():x8}-a.csv";
                var (archived, failed) = ($"{zone.Zone.Archive}/{(i % 2 == 0 ? "orders" : "prices")}/{day}/{name}", $"{zone.Zone.Failed}/{(i % 2 == 0 ? "orders" : "prices")}/{name}");
                var kind = random.Next(3); // archived, failed, or a split: both
                if (kind != 1)
                    Directory.CreateDirectory(archived);
                if (kind != 0)
                    Directory.CreateDirectory(failed);
                expected[name] = kind == 1 ? failed : archived;
            }

        for (var i = 0; i < 300; i++)
            Directory.CreateDirectory($"{zone.Zone.Archive}/orders/2026-11-28/zz-put-there-by-hand-{i}");

        new History(zone.Zone).Jobs().Select(job => job.Folder).ShouldBe(expected.Values.Reverse());
        new History(zone.Zone).Jobs("prices").Select(job => job.Folder).ShouldBe(expected.Values.Reverse().Where(folder => folder.Contains("/prices/", StringComparison.Ordinal)));
    }
}
