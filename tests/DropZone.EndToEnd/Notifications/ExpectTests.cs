using System.Globalization;
using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Notifications;

/// <summary>Expected files, by the built program and the clock of the machine.</summary>
public sealed class ExpectTests
{
    [Fact]
    public void A_missing_file_is_reported_once_even_after_a_restart_and_cleared_on_arrival()
    {
        using var receiver = new HttpReceiver();
        // soon, but late enough for the service to be ready on a busy machine
        var by = TimeOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(12)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        using var zone = new TestZone($$"""
            {{TestZone.OrdersFeed}}
            expect: { by: "{{by}}", timezone: "+00:00" }
            notify:
              - webhook: { url: "{{receiver.Url}}" }

            """);
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 1s\n");
        using (var service = DropZoneProcess.RunService(zone))
        {
            service.ShouldLog("orders: overdue: 0 of 1 expected files arrived by ");
            Until.True(() => receiver.Events.Count == 1, () => service.Output);
            service.Stop().ShouldBe(0);
        }

        using var again = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        again.ShouldLog("have arrived: 1 files");
        again.Output.ShouldNotContain("overdue: 0");
        Until.True(() => receiver.Events.Count == 2, () => again.Output);
        receiver.Events.Select(sent => sent.GetProperty("type").GetString()).ShouldBe(["dropzone.feed.overdue", "dropzone.feed.arrived"]);
    }
}
