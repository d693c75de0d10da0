using Shouldly;
using Xunit;

namespace DropZone.EndToEnd;

/// <summary>A job that ends the service each time it runs is set aside, and the others are not harmed.</summary>
public sealed class PoisonTests
{
    [Fact]
    public void After_two_lone_attempts_that_broke_off_the_job_fails_as_poison()
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
    public void A_stop_does_not_count_as_an_attempt()
    {
        using var zone = new TestZone();
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        using (var broken = DropZoneProcess.StartService(zone, "exit sync-output"))
            broken.WaitForExit().ShouldNotBe(0);
        for (var run = 0; run < 4; run++)
        {
            // a step that fails defers the job; then comes the stop
            using var deferred = DropZoneProcess.RunService(zone, "fail sync-output EIO");
            deferred.Stop().ShouldBe(0, deferred.Output);
        }

        using var service = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Ended() == 1, () => service.Output);
        zone.Outputs().ShouldBe(["orders-1.csv"]);
    }
}
