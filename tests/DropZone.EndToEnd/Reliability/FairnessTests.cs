using System.Diagnostics;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>The files of one feed never stop those of another.</summary>
public sealed class FairnessTests
{
    private const string Good = "id,country\n1,de\n";
    private const string Other = "feed: other\nsettle: 0s\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_file_of_another_feed_is_delivered_while_one_feed_has_long_jobs(int workers)
    {
        using var zone = new TestZone("feed: orders\nsettle: 0s\nduplicates: process\ntransform:\n  - command: [sh, -c, 'until test -e ${PWD%/working/*}/open; do sleep 0.05; done; cat']\n", Other);
        File.AppendAllText($"{zone.Etc}/dropzone.yaml", $"workers: {workers}\n");
        using var service = DropZoneProcess.RunService(zone);
        for (var i = 0; i < 8; i++)
            zone.Drop($"orders-{i}.csv", Good);
        Until.True(() => service.Output.Contains("orders-", StringComparison.Ordinal), () => service.Output);
        zone.Drop("small.csv", Good, "other");
        service.ShouldLog("other: small.csv archived");
        File.WriteAllText($"{zone.Root}/open", "");
        Until.True(() => zone.Jobs("archive").Count == 8, () => service.Output);
    }

    [Fact]
    public void Sparse_files_of_900_GB_fail_within_seconds()
    {
        using var zone = new TestZone("feed: orders\nsettle: 0s\nduplicates: process\n", Other);
        using var service = DropZoneProcess.RunService(zone);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 8; i++)
            Shell.Run($"printf 'id,country\\n1,de\\n' > .n; truncate -s 900G .n; mv .n orders-{i}.csv", $"{zone.Root}/incoming/orders");
        zone.Drop("small.csv", Good, "other");
        Until.True(() => zone.Jobs("failed").Count == 8, () => service.Output);
        TestContext.Current.TestOutputHelper?.WriteLine($"8 files: {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        service.ShouldLog("other: small.csv archived");
        var report = File.ReadAllText($"{zone.Jobs("failed")[0]}/report.json");
        report.ShouldContain("\"nul-byte\"");
        report.ShouldContain("\"sha256\": null");
        report.ShouldContain("The rest of the file was not read.");
        File.Exists($"{zone.Jobs("failed")[0]}/report.html").ShouldBeTrue();
    }
}
