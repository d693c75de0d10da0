using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone history</c> and <c>dropzone trace</c>.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void History_lists_outcomes_newest_first_and_filters_them()
    {
        using var zone = new TestZone(TestZone.SplitFeed, "feed: other\nsettle: 0s\n");
        using var service = DropZoneProcess.RunService(zone);
        Run(zone, "history").ShouldBe("No deliveries match.");
        string[] contents = ["id,country\n1,de\n", TestZone.MixedRows, "id,country\nx,de\n", "id,country\n1,de\n"];
        for (var i = 0; i < contents.Length; i++)
        {
            zone.Drop($"orders-{i % 3}.csv", contents[i]);
            Until.True(() => zone.Jobs("archive").Concat(zone.Jobs("failed")).Select(Path.GetFileName).Distinct().Count() == i + 1 && zone.Jobs("working").Count == 0, () => service.Output);
        }

        var lines = Run(zone, "history").Split('\n');
        lines.ShouldAllBe(line => line.Length <= 80);
        lines.Length.ShouldBe(5);
        lines[1..].Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)).Select(cells => (cells[3].Trim(), cells[4].Trim(), cells[5].Trim())).ShouldBe(
            [("orders-0.csv", "skipped", "0"), ("orders-2.csv", "failed", "type-error"), ("orders-1.csv", "split", "2 of 3"), ("orders-0.csv", "archived", "1")],
            ignoreOrder: true); // within a second the order is random
        Run(zone, "history", "--outcome", "failed").Split('\n').Length.ShouldBe(2);
        Run(zone, "history", "--feed", "other").ShouldBe("No deliveries match.");
        Run(zone, "history", "--limit", "1").ShouldContain("There are more");
        var json = JsonDocument.Parse(Run(zone, "history", "--outcome", "split", "--format", "json")).RootElement;
        json.GetProperty("places").GetString().ShouldBe("outgoing/orders");
        json.GetProperty("outcome").GetString().ShouldBe("split");
    }

    [Fact]
    public void Trace_lists_all_events_of_a_delivery_in_order()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, "id,country\nx,de\n");
        zone.Failed("retry", job, "--file", zone.FileOutside("corrected.csv", "id,country\n1,de\n"), "--reason", "x was a slip").ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        service.ShouldLog("archived: 1 rows in");
        string[] wanted = ["orders-1.csv claimed", "orders-1.csv failed: type-error", "retried it with a corrected file", "retried on request", "orders-1.csv archived"];
        var output = string.Join(' ', Run(zone, "trace", "orders-1.csv").Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries));
        wanted.Select(text => output.IndexOf(text, StringComparison.Ordinal)).ShouldBe(wanted.Select(text => output.IndexOf(text, StringComparison.Ordinal)).Where(at => at >= 0).Order(), output);
        Run(zone, "trace", "orders-1.csv").Split('\n').ShouldAllBe(line => line.Length <= 80 || line.Contains('/', StringComparison.Ordinal));

        // by its random part, by its content under another name, and without logs
        Run(zone, "trace", job[17..25]).ShouldContain("orders-1.csv");
        Run(zone, "trace", zone.FileOutside("another.csv", "id,country\n1,de\n")).ShouldContain("orders-1.csv");
        service.Stop().ShouldBe(0);
        Directory.Delete($"{zone.Root}/log", recursive: true);
        var bare = Run(zone, "trace", job);
        bare.ShouldContain("orders-1.csv claimed");
        bare.ShouldMatch(@"delivered: 1 of 1 rows to\s+outgoing/orders");
        DropZoneProcess.Run("trace", "nothing.csv", "--zone", zone.Root).ExitCode.ShouldBe(2);
        JsonDocument.Parse(Run(zone, "trace", job, "--format", "json").Split('\n')[0]).RootElement.GetProperty("event").GetString().ShouldBe("JobClaimed");
    }

    private static string Run(TestZone zone, params string[] words)
    {
        var (exitCode, output) = DropZoneProcess.Run([.. words, "--zone", zone.Root]);
        exitCode.ShouldBe(0, output);
        return output;
    }
}
