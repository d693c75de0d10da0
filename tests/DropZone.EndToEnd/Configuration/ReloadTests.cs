using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Configuration;

/// <summary>SIGHUP reloads the configuration of the running service.</summary>
public sealed class ReloadTests
{
    private const string InForce = "Configuration reloaded";

    [Fact]
    public void A_reload_activates_a_new_feed_and_a_removed_feed_claims_no_more_files()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        File.WriteAllText($"{zone.Etc}/feeds.d/00.yaml", "feed: prices\nsettle: 0s\n");
        Signals.HangUp(service.Id);
        service.ShouldLog($"{InForce} after");
        service.Output.ShouldContain("feeds: prices, default");
        Directory.Exists($"{zone.Root}/incoming/prices").ShouldBeTrue();
        zone.Drop("p.csv", "id\n1\n", "prices");
        zone.Drop("o.csv", "id\n1\n");
        Until.True(() => zone.Jobs("archive", "prices").Count == 1 && zone.Jobs("failed", "default").Count == 1, () => service.Output);
        service.Stop().ShouldBe(0);
        service.Output.ShouldContain("Stopped: 1 jobs archived and 1 failed");
    }

    [Fact]
    public void Repeated_reloads_lose_no_file_and_deliver_none_twice()
    {
        const int Files = 150, Reloads = 8;
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        for (var i = 0; i < Files; i++)
        {
            zone.Drop($"orders-{i}.csv", $"id,country\n{i},de\n");
            if (i % (Files / Reloads) != 0)
                continue;
            File.WriteAllText($"{zone.Etc}/dropzone.yaml", $"workers: {1 + i % 4}\n");
            var before = service.Output.Split(InForce).Length;
            Signals.HangUp(service.Id);
            Until.True(() => service.Output.Split(InForce).Length > before, () => service.Output);
        }

        Until.True(() => zone.Jobs("archive").Count == Files, () => service.Output);
        zone.Outputs().Count.ShouldBe(Files);
        service.Stop().ShouldBe(0);
        service.Output.ShouldContain($"{Files} jobs archived and 0 failed");
        zone.Jobs("working").ShouldBeEmpty();
    }

    [Fact]
    public void A_job_deferred_by_its_target_resumes_after_the_configuration_is_fixed()
    {
        const string Feed = "feed: orders\nsettle: 0s\nload:\n  - command: [sh, -c, \"exit 75\"]\n";
        using var zone = new TestZone(Feed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("o.csv", "id\n1\n");
        service.ShouldLog("waiting for target");
        File.WriteAllText($"{zone.Etc}/feeds.d/00.yaml", Feed.Replace("exit 75", "exit 0", StringComparison.Ordinal));
        Signals.HangUp(service.Id);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
    }

    [Fact]
    public void An_invalid_configuration_is_logged_with_its_place_and_the_previous_one_stays_active()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        File.WriteAllText($"{zone.Etc}/feeds.d/00.yaml", "feed: orders\nsetle: 1s\n");
        Signals.HangUp(service.Id);
        service.ShouldLog("00.yaml:2:1: setle: unknown key");
        service.ShouldLog("stays active");
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.csv").ShouldBe("id,country\n1,DE\n");
    }

    [Fact]
    public void An_unusable_zone_ends_the_service_with_exit_code_4()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        File.Delete($"{zone.Root}/state/boot.json");
        Directory.CreateDirectory($"{zone.Root}/state/boot.json/in-the-way");
        Signals.HangUp(service.Id);
        service.WaitForExit().ShouldBe(4);
        service.Output.ShouldContain("cannot be used");
    }
}
