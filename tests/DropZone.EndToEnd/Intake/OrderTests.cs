using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Intake;

/// <summary><c>order: strict</c>, by the built program: no file of the feed overtakes another.</summary>
public sealed class OrderTests
{
    private const string Good = "id,country\n1,de\n";
    private const string Bad = "id,country\nx,de\n";
    private const string StrictFeed = TestZone.OrdersFeed + "\norder: strict\n";

    [Fact]
    public void While_a_file_is_in_failed_later_ones_stay_in_incoming_and_other_feeds_run()
    {
        using var zone = new TestZone(StrictFeed, "feed: other\nsettle: 0s\n");
        string job;
        using (var service = DropZoneProcess.RunService(zone))
        {
            job = zone.Fail(service, Bad);
            service.ShouldLog($"later files stay in incoming: the order is strict and job {job} failed");
            zone.Drop("orders-2.csv", Good);
            zone.Drop("a.csv", Good, "other");
            Until.True(() => zone.Jobs("archive", "other").Count == 1, () => service.Output);
            service.Stop().ShouldBe(0, service.Output);
        }

        using var next = DropZoneProcess.RunService(zone);
        next.ShouldLog($"the order is strict and job {job} failed");
        zone.Drop("b.csv", Good, "other");
        Until.True(() => zone.Jobs("archive", "other").Count == 2, () => next.Output);
        File.Exists($"{zone.Root}/incoming/orders/orders-2.csv").ShouldBeTrue();

        zone.Failed("retry", job, "--file", zone.FileOutside("corrected.csv", "id,country\n2,it\n")).ExitCode.ShouldBe(0);
        next.ShouldLog("orders-2.csv archived");
        var corrected = next.Output.IndexOf("orders-1.csv archived", StringComparison.Ordinal);
        corrected.ShouldBePositive(next.Output);
        corrected.ShouldBeLessThan(next.Output.IndexOf("orders-2.csv claimed", StringComparison.Ordinal));
    }

    [Fact]
    public void Removing_the_failed_job_releases_the_others_and_rejects_of_a_split_block_nothing()
    {
        using var zone = new TestZone(TestZone.SplitFeed + "\norder: strict\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-0.csv", TestZone.MixedRows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        zone.Drop("orders-1.csv", Bad);
        Until.True(() => zone.Jobs("failed").Count == 2, () => service.Output);
        zone.Drop("orders-2.csv", Good);
        service.ShouldLog("the order is strict");
        Directory.Move(zone.Jobs("failed").Single(path => path.EndsWith("orders-1.csv", StringComparison.Ordinal)), $"{zone.Root}/away");
        Until.True(() => zone.Jobs("archive").Count == 2, () => service.Output);
    }

    [Fact]
    public void While_a_file_waits_for_its_target_no_later_one_is_claimed_and_after_a_kill_they_resume_in_order()
    {
        using var zone = new TestZone(StrictFeed + """
            load:
              - command: [sh, -c, '[ -e ${PWD%/working/*}/open ] || exit 75; echo $DROPZONE_FILE >> ${PWD%/working/*}/order; cat > /dev/null']

            """);
        using (var service = DropZoneProcess.RunService(zone))
        {
            for (var i = 1; i <= 5; i++)
            {
                zone.Drop($"orders-{i}.csv", $"id,country\n{i},de\n");
                Until.True(() => service.Output.Contains("orders-1.csv claimed", StringComparison.Ordinal), () => service.Output);
            }

            service.ShouldLog("target command is down");
            zone.Jobs("working").Count.ShouldBe(1);
            service.Kill();
        }

        File.WriteAllText($"{zone.Root}/open", "");
        using var next = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Jobs("archive").Count == 5, () => next.Output);
        File.ReadAllLines($"{zone.Root}/order").ShouldBe(Enumerable.Range(1, 5).Select(i => $"orders-{i}.csv"));
    }
}
