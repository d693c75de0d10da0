using System.Security.Cryptography;
using System.Text;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Intake;

/// <summary>The feed's <c>complete:</c> rule: no file is claimed before its companion, and wrong checksums are detected.</summary>
public sealed class CompanionTests
{
    private const string Text = "id,country\n1,de\n";

    private static TestZone ZoneWith(string rule) => new(TestZone.OrdersFeed + $"\ncomplete: {{ {rule} }}\n");

    [Fact]
    public void A_delivery_waits_for_its_marker_and_both_are_claimed_together()
    {
        using var zone = ZoneWith("marker: \"{name}.done\"");
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Text);
        zone.Drop("orders-2.csv", Text);
        zone.Drop("orders-2.csv.done", "");
        Until.True(() => zone.Ended() == 1, () => service.Output);
        zone.Outputs().ShouldBe(["orders-2.csv"]);
        File.Exists($"{zone.Root}/incoming/orders/orders-1.csv").ShouldBeTrue();
        File.Exists($"{zone.Root}/incoming/orders/orders-2.csv.done").ShouldBeFalse("a marker left behind would clear the next upload");
        File.Exists($"{zone.Jobs("archive")[0]}/companion/orders-2.csv.done").ShouldBeTrue();
        zone.Drop("orders-1.csv.done", "");
        Until.True(() => zone.Ended() == 2, () => service.Output);
    }

    [Fact]
    public void A_matching_checksum_delivers_the_file_and_a_wrong_checksum_quarantines_it()
    {
        using var zone = ZoneWith("checksum: \"{name}.sha256\"");
        using var service = DropZoneProcess.RunService(zone);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
        zone.Drop("orders-good.csv", Text);
        zone.Drop("orders-good.csv.sha256", $"{digest}  orders-good.csv\n");
        zone.Drop("orders-cut.csv", Text[..^3]);
        zone.Drop("orders-cut.csv.sha256", $"{digest}  orders-cut.csv\n");
        zone.Drop("orders-odd.csv", Text);
        zone.Drop("orders-odd.csv.sha256", "not a digest");
        Until.True(() => zone.Ended() == 3, () => service.Output);
        zone.Outputs().ShouldBe(["orders-good.csv"]);
        foreach (var job in zone.Jobs("failed"))
            File.ReadAllText($"{job}/report.json").ShouldContain("checksum-mismatch");
    }

    [Fact]
    public void A_checksum_file_made_unreadable_after_the_claim_quarantines_the_file()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can start a service as another user");
        using var zone = ZoneWith("checksum: \"{name}.sha256\"");
        using (var killed = DropZoneProcess.RunService(zone, "exit sync-original"))
        {
            zone.Drop("orders-1.csv.sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text))));
            zone.Drop("orders-1.csv", Text);
            Until.True(() => killed.HasExited, () => killed.Output);
        }

        Shell.Run("chmod 755 ../ && chown -R nobody . && chown root working/orders/*/companion/* && chmod 0 working/orders/*/companion/*", zone.Root);
        using var service = DropZoneProcess.RunServiceAs("nobody", zone);
        Until.True(() => zone.Jobs("failed").Count == 1, () => service.Output);
        File.ReadAllText($"{zone.Jobs("failed")[0]}/report.txt").ShouldContain("cannot read orders-1.csv.sha256: EACCES");
    }
}
