using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone health</c>, as called by a monitoring system.</summary>
public sealed class HealthTests
{
    [Fact]
    public void A_running_service_without_problems_is_ok_with_its_figures()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var (exitCode, output) = Health(zone);
        exitCode.ShouldBe(0);
        output.ShouldStartWith("DROPZONE OK: 0 queued, 0 active, 0 failed | incoming=0 working=0 failed=0;0 free=");
    }

    [Fact]
    public void Failed_jobs_above_the_allowed_number_are_a_warning()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, "id,country\nx,de\n");
        Health(zone).ShouldSatisfyAllConditions(
            health => health.ExitCode.ShouldBe(1),
            health => health.Output.ShouldStartWith("DROPZONE WARNING: 1 failed: orders 1 |"));
        Health(zone, "--failed", "1").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_delivery_queued_too_long_is_a_warning_that_names_its_feed()
    {
        using var zone = new TestZone("feed: orders\nsettle: 1h\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", "id\n1\n");
        Until.True(() => Health(zone, "--minutes", "0").ExitCode == 1, () => Health(zone, "--minutes", "0").Output);
        Health(zone, "--minutes", "0").Output.ShouldStartWith("DROPZONE WARNING: orders: 1 incoming, oldest 0 min");
        Health(zone).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_stopped_service_and_a_full_disk_are_critical()
    {
        using var zone = new TestZone();
        using (var service = DropZoneProcess.RunService(zone))
            service.Stop();
        Health(zone).ShouldSatisfyAllConditions(
            health => health.ExitCode.ShouldBe(2),
            health => health.Output.ShouldStartWith("DROPZONE CRITICAL: the service is not running |"));
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "min-free: 1000TiB\n");
        Health(zone).Output.ShouldContain(" free, below min-free");
    }

    [Fact]
    public void An_unreadable_zone_is_unknown()
    {
        using var zone = new TestZone();
        Health(zone).ShouldSatisfyAllConditions(
            health => health.ExitCode.ShouldBe(3),
            health => health.Output.ShouldContain("is not a zone"));
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "wrokers: 1\n");
        Health(zone).ShouldSatisfyAllConditions(
            health => health.ExitCode.ShouldBe(3),
            health => health.Output.ShouldStartWith("DROPZONE UNKNOWN: configuration rejected: "));
    }

    private static (int ExitCode, string Output) Health(TestZone zone, params string[] more) => DropZoneProcess.Run(["health", .. more, "--zone", zone.Root]);
}
