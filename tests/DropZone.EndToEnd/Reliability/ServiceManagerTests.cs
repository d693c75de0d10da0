using System.Diagnostics;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>Notifications to systemd, by the built program.</summary>
public sealed class ServiceManagerTests : IDisposable
{
    private readonly ServiceManagerSocket _manager = new();
    private readonly TestZone _zone = new();

    [Fact]
    public void The_service_reports_readiness_status_and_stop_to_systemd()
    {
        using var service = Run(TimeSpan.FromSeconds(2));
        Until.True(() => _manager.Count("READY=1") == 1, Received);
        _zone.Drop("orders-1.csv", "id,country\n1,de\n");
        _zone.Drop("orders-2.csv", "id,country\nx,de\n");
        Until.True(() => _manager.Count("STATUS=0 active, 1 done, 1 failed") > 0, Received);
        service.Stop().ShouldBe(0);
        Until.True(() => _manager.Count("STOPPING=1") == 1, Received);
    }

    [Fact]
    public void The_status_counts_jobs_that_wait_for_a_target()
    {
        using var zone = new TestZone($"feed: orders\nsettle: 0s\nload:\n  - postgres: {{ connection: \"Host=127.0.0.1;Port={ServerProcess.FreePort()}\", table: t }}\n");
        using var service = DropZoneProcess.RunService(zone, environment: _manager.Environment(TimeSpan.FromSeconds(2)));
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        Until.True(() => _manager.Count("STATUS=0 active, 0 done, 0 failed, 1 waiting for postgres") > 0, Received);
    }

    [Fact]
    public void Watchdog_pings_are_sent_twice_as_often_as_required_at_no_noticeable_cost()
    {
        using var service = Run(TimeSpan.FromSeconds(1));
        var before = _manager.Count("WATCHDOG=1");
        var watch = Stopwatch.StartNew();
        Until.True(() => _manager.Count("WATCHDOG=1") >= before + 4, Received);
        watch.Elapsed.TotalSeconds.ShouldBeGreaterThan(1.2); // three pauses of half a second, at least
    }

    [Fact]
    public void Watchdog_pings_stop_when_the_main_loop_is_stuck_and_the_log_says_why()
    {
        File.WriteAllText($"{_zone.Etc}/dropzone.yaml", "rescan: 1s\n");
        using var service = Run(TimeSpan.FromSeconds(1), "hang claim");
        Until.True(() => _manager.Count("WATCHDOG=1") > 0, Received);
        _zone.Drop("orders-1.csv", "id,country\n1,de\n");
        service.ShouldLog("Service is stuck: the intake has not checked or claimed any file for ");
        var before = Statuses();
        Until.True(() => Statuses() > before, Received); // earlier notifications have arrived by then
        var beats = _manager.Count("WATCHDOG=1");
        Until.True(() => Statuses() > before + 5, Received); // the status is still reported
        _manager.Count("WATCHDOG=1").ShouldBe(beats);
    }

    [Fact]
    public void A_reload_ends_when_the_new_configuration_is_active_or_rejected()
    {
        using var service = Run(TimeSpan.FromSeconds(10));
        Until.True(() => _manager.Count("READY=1") == 1, Received);
        Signals.HangUp(service.Id);
        Until.True(() => _manager.Count("READY=1") == 2, Received);
        _manager.Messages.Count(message => message.StartsWith("RELOADING=1\nMONOTONIC_USEC=", StringComparison.Ordinal)).ShouldBe(1);

        File.WriteAllText($"{_zone.Etc}/dropzone.yaml", "rescam: 1s\n");
        Signals.HangUp(service.Id);
        Until.True(() => _manager.Count("READY=1") == 3, Received);
        Until.True(() => _manager.Count("STATUS=0 active, 0 done, 0 failed; the new configuration was rejected; the previous one stays active") > 0, Received);
    }

    public void Dispose()
    {
        _zone.Dispose();
        _manager.Dispose();
    }

    private DropZoneProcess Run(TimeSpan watchdog, string? fault = null) => DropZoneProcess.RunService(_zone, fault, _manager.Environment(watchdog));

    private int Statuses() => _manager.Messages.Count(message => message.StartsWith("STATUS=", StringComparison.Ordinal));

    private string Received() => string.Join('\n', _manager.Messages);
}
