using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary>The ledger of the built program: duplicates and rebuilds.</summary>
public sealed class LedgerTests
{
    private const string Feed = TestZone.OrdersFeed + "\n  - deduplicate: { by: id, window: 30d }\n";

    [Fact]
    public void A_feed_that_compares_rows_with_earlier_files_runs_one_job_at_a_time_and_others_run_concurrently()
    {
        using var zone = new TestZone(
            Feed.Replace("orders", "slow", StringComparison.Ordinal) + "  - command: [sh, -c, \"cat; test -e ../../../../etc/go || exit 75\"]\n", TestZone.OrdersFeed);
        using var service = DropZoneProcess.RunService(zone);
        for (var i = 0; i < 20; i++)
            zone.Drop($"slow-{i:00}.csv", $"id,country\n0,de\n{i},fr\n", feed: "slow");
        Until.True(() => service.Output.Contains("deferred", StringComparison.Ordinal), () => service.Output);
        for (var i = 0; i < 20; i++)
            zone.Drop($"orders-{i:00}.csv", "id,country\n1,de\n");
        Until.True(() => zone.Jobs("archive").Count == 20, () => service.Output);
        zone.Jobs("working", "slow").ShouldHaveSingleItem();
        Directory.GetFiles($"{zone.Root}/incoming/slow").Length.ShouldBe(19);

        File.WriteAllText($"{zone.Etc}/go", "");
        Until.True(() => zone.Jobs("archive", "slow").Count == 20, () => service.Output);
        var rows = zone.Outputs("slow").SelectMany(name => File.ReadLines($"{zone.Root}/outgoing/slow/{name}").Skip(1)).ToList();
        rows.Count.ShouldBe(20, "0 to 19, each once");
        rows.ShouldBeUnique();
    }

    [Fact]
    public void Of_many_concurrent_files_with_the_same_content_one_is_delivered()
    {
        using var zone = new TestZone(TestZone.OrdersFeed + "\nduplicates: { by: content }\n");
        using var service = DropZoneProcess.RunService(zone);
        for (var i = 0; i < 30; i++)
            zone.Drop($"orders-{i:00}.csv", "id,country\n1,de\n");
        Until.True(() => zone.Jobs("archive").Count == 30, () => service.Output);
        zone.Outputs().ShouldHaveSingleItem();
        service.ShouldLog(" skipped: ", times: 29);
    }

    [Fact]
    public void A_damaged_ledger_is_moved_away_and_rebuilt_and_nothing_is_delivered_twice()
    {
        using var zone = new TestZone(Feed);
        using (var service = DropZoneProcess.RunService(zone))
        {
            Deliver(zone, service);
            service.Stop().ShouldBe(0); // after a kill SQLite would recover the file from the WAL
        }

        File.WriteAllText($"{zone.Root}/state/ledger.db", "not a database, as after a disk failure");
        using var next = DropZoneProcess.RunService(zone);
        next.ShouldLog("Ledger is damaged");
        next.ShouldLog("rebuilt from the archive");
        Check(zone, next);
    }

    [Fact]
    public void Rebuild_requires_a_stopped_service_and_reports_its_counts()
    {
        using var zone = new TestZone(Feed);
        using (var service = DropZoneProcess.RunService(zone))
        {
            Deliver(zone, service);
            var held = CommandRun.Of("ledger", "rebuild", "--zone", zone.Root);
            held.ExitCode.ShouldBe(3);
            held.Error.ShouldContain("Stop the service first");
            service.Stop().ShouldBe(0);
        }

        File.Delete($"{zone.Jobs("archive")[0]}/record-keys");
        File.Delete($"{zone.Root}/state/ledger.db");
        var run = CommandRun.Of("ledger", "rebuild", "--zone", zone.Root);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("1 jobs, 2 record keys, 0 not indexed");
        using var next = DropZoneProcess.RunService(zone);
        next.Output.ShouldNotContain("rebuilt");
        Check(zone, next);
    }

    [Fact]
    public void Rebuild_fails_outside_a_zone()
    {
        using var zone = new TestZone(Feed);
        var run = CommandRun.Of("ledger", "rebuild", "--zone", zone.Root);
        run.ExitCode.ShouldBe(4);
        run.Error.ShouldContain("is not a zone");
    }

    private static void Deliver(TestZone zone, DropZoneProcess service)
    {
        zone.Drop("orders-1.csv", "id,country\n1,de\n2,fr\n");
        Until.True(() => zone.Jobs("archive").Count == 1 && service.Output.Contains(" archived: ", StringComparison.Ordinal), () => service.Output);
    }

    private static void Check(TestZone zone, DropZoneProcess service)
    {
        zone.Drop("orders-1.csv", "id,country\n1,de\n2,fr\n");
        Until.True(() => service.Output.Contains(" skipped: ", StringComparison.Ordinal), () => service.Output);
        zone.Drop("orders-2.csv", "id,country\n2,fr\n3,it\n");
        Until.True(() => zone.Outputs().Count == 2, () => service.Output);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-2.csv").ShouldBe("id,country\n3,IT\n");
    }
}
