using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

public sealed class StopAndStartTests
{
    [Fact]
    public void A_stop_by_SIGTERM_exits_with_0_and_records_a_clean_stop()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        service.Stop().ShouldBe(0, service.Output);
        File.ReadAllText($"{zone.Root}/state/boot.json").ShouldContain("\"clean\": true");
    }

    [Fact]
    public void A_stop_during_the_start_exits_with_0()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.StartService(zone);
        Until.True(() => File.Exists($"{zone.Root}/state/zone.json"), () => service.Output);
        service.Stop().ShouldBe(0, service.Output);
    }

    [Fact]
    public void A_second_instance_exits_with_3_and_names_the_holder()
    {
        using var zone = new TestZone();
        using var first = DropZoneProcess.RunService(zone);
        using var second = DropZoneProcess.StartService(zone);
        second.WaitForExit().ShouldBe(3);
        second.Output.ShouldContain($"process {first.Id}");
        first.HasExited.ShouldBeFalse();
    }

    [Fact]
    public void Two_zones_run_side_by_side()
    {
        using var left = new TestZone();
        using var right = new TestZone();
        using var leftService = DropZoneProcess.RunService(left);
        using var rightService = DropZoneProcess.RunService(right);
        left.Drop("orders-1.csv", "id,country\n1,de\n");
        right.Drop("orders-2.csv", "id,country\n2,fr\n");
        Until.True(() => left.Ended() == 1 && right.Ended() == 1, () => leftService.Output + rightService.Output);
        left.Outputs().ShouldBe(["orders-1.csv"]);
        right.Outputs().ShouldBe(["orders-2.csv"]);
    }

    [Fact]
    public void The_lock_of_a_killed_instance_is_free_immediately()
    {
        using var zone = new TestZone();
        using (var killed = DropZoneProcess.RunService(zone))
            killed.Kill();
        using var next = DropZoneProcess.RunService(zone);
        next.Stop().ShouldBe(0);
    }

    [Fact]
    public void A_zone_of_a_newer_format_is_rejected_with_4()
    {
        using var zone = new TestZone();
        using (var service = DropZoneProcess.RunService(zone))
            service.Stop();
        File.WriteAllText($"{zone.Root}/state/zone.json", """{"format": 99, "identity": "x", "created": "2026-01-01T00:00:00Z"}""");
        using var refused = DropZoneProcess.StartService(zone);
        refused.WaitForExit().ShouldBe(4);
        refused.Output.ShouldContain("format 99");
    }
}
