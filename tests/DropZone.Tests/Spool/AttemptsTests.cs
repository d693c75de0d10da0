using DropZone.Spool;
using DropZone.Spool.Names;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool;

public sealed class AttemptsTests
{
    private static readonly JobName Job = JobName.Parse("20261123T101502Z-k7f3q9xd-orders.csv")!.Value;

    [Fact]
    public void The_third_lone_attempt_is_poison()
    {
        using var zone = new SpoolZone();
        var attempts = new Attempts(zone.Zone, zone.Steps(), "boot");
        attempts.Begin(Job).ShouldBe(1);
        attempts.Begin(Job).ShouldBe(2);
        attempts.Begin(Job).ShouldBe(Attempts.Poison);
    }

    [Fact]
    public void A_clean_stop_does_not_count()
    {
        using var zone = new SpoolZone();
        var attempts = new Attempts(zone.Zone, zone.Steps(), "boot");
        for (var i = 0; i < 5; i++)
        {
            attempts.Begin(Job).ShouldBe(1);
            attempts.TakeBack(Job, 1);
        }
    }

    [Fact]
    public void An_attempt_that_another_boot_ended_does_not_count()
    {
        using var zone = new SpoolZone();
        new Attempts(zone.Zone, zone.Steps(), "first").Begin(Job).ShouldBe(1);
        new Attempts(zone.Zone, zone.Steps(), "second").Begin(Job).ShouldBe(1);
        new Attempts(zone.Zone, zone.Steps(), "second").Begin(Job).ShouldBe(2);
        new Attempts(zone.Zone, zone.Steps(), "third").Begin(Job).ShouldBe(2);
    }

    [Fact]
    public void An_ended_job_is_forgotten()
    {
        using var zone = new SpoolZone();
        var attempts = new Attempts(zone.Zone, zone.Steps(), "boot");
        attempts.Begin(Job);
        attempts.End(Job);
        Directory.GetFiles($"{zone.Zone.State}/attempts").ShouldBeEmpty();
    }
}
