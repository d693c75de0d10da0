using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>A start and a reload test renames in folders in which senders can write: what they put there stops neither.</summary>
public sealed class ProbeAttackTests
{
    [Theory]
    [InlineData("mkdir -p .dropzone-probe/x")]
    [InlineData("mkdir .dropzone-probe && touch .dropzone-probe/x")]
    [InlineData("echo text > .dropzone-probe")]
    [InlineData("ln -s /etc/hostname .dropzone-probe")]
    [InlineData("ln -s . .dropzone-probe")]
    [InlineData("mkfifo .dropzone-probe")]
    [InlineData("mkdir -p .dropzone-probe-aaaaaaaa/x")]
    public void A_taken_name_stops_neither_reload_nor_start(string attack)
    {
        using var zone = new TestZone();
        using (var service = DropZoneProcess.RunService(zone))
        {
            foreach (var folder in new[] { "incoming", "incoming/orders", "outgoing/orders" })
                Shell.Run(attack, $"{zone.Root}/{folder}");
            Signals.HangUp(service.Id);
            service.ShouldLog("Configuration reloaded");
            service.Stop().ShouldBe(0);
        }

        using var again = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        Until.True(() => zone.Jobs("archive").Count == 1, () => again.Output);
        Shell.Run("ls -A incoming/orders", zone.Root).ShouldStartWith(".dropzone-probe");
    }
}
