using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Jobs;

/// <summary>A job that crashes the service each time it runs is quarantined, and other jobs are not affected.</summary>
public sealed class PoisonTests
{
    [Fact]
    public void After_two_crashes_while_it_ran_alone_a_job_fails_as_poison()
    {
        using var zone = new TestZone();
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        for (var run = 0; run < 3; run++)
        {
            using var broken = DropZoneProcess.StartService(zone, "exit sync-output");
            broken.WaitForExit().ShouldNotBe(0);
        }

        zone.Drop("orders-2.csv", "id,country\n2,fr\n");
        using var service = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Ended() == 2, () => service.Output);
        File.ReadAllText(zone.Jobs("failed").ShouldHaveSingleItem() + "/report.json").ShouldContain("\"poison\"");
        zone.Outputs().ShouldBe(["orders-2.csv"]);
        service.Stop().ShouldBe(0);
        Directory.GetFiles($"{zone.Root}/state/attempts").ShouldBeEmpty();
    }

    [Fact]
    public void The_report_of_a_delivered_poison_job_says_so_and_a_retry_archives_it_without_a_second_delivery()
    {
        using var zone = new TestZone();
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        for (var run = 0; run < 3; run++)
        {
            using var broken = DropZoneProcess.StartService(zone, "exit remember");
            broken.WaitForExit().ShouldNotBe(0);
        }

        using var service = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Jobs("failed").Count == 1 && zone.Jobs("working").Count == 0, () => service.Output);
        var quarantined = zone.Jobs("failed").Single();
        var report = File.ReadAllText($"{quarantined}/report.txt");
        report.ShouldContain("Do not drop the file again. Its output was already delivered.");
        report.ShouldNotContain("Drop the corrected");
        var (exitCode, output) = zone.Failed("discard", Path.GetFileName(quarantined), "--yes");
        exitCode.ShouldBe(2);
        output.ShouldContain("Complete it, without a second delivery: dropzone failed retry");
        File.Delete($"{zone.Root}/outgoing/orders/orders-1.csv"); // like a consumer
        zone.Failed("retry", Path.GetFileName(quarantined)).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        zone.Outputs().ShouldBeEmpty();
    }

    [Fact]
    public void A_stop_does_not_count_as_an_attempt()
    {
        using var zone = new TestZone();
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        using (var broken = DropZoneProcess.StartService(zone, "exit sync-output"))
            broken.WaitForExit().ShouldNotBe(0);
        for (var run = 0; run < 4; run++)
        {
            // the failing step defers the job before the stop
            using var deferred = DropZoneProcess.RunService(zone, "fail sync-output EIO");
            deferred.Stop().ShouldBe(0, deferred.Output);
        }

        using var service = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Ended() == 1, () => service.Output);
        zone.Outputs().ShouldBe(["orders-1.csv"]);
    }
}
