using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Intake;

/// <summary>Failures of the folders and the disk under a running service: logged once, nothing lost, resumed automatically.</summary>
public sealed class IntakeFailureTests
{
    private const string Text = "id,country\n1,de\n";

    [Fact]
    public void A_deleted_and_recreated_incoming_folder_is_watched_again()
    {
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 1s\n");
        using var service = DropZoneProcess.RunService(zone);
        Directory.Delete($"{zone.Root}/incoming", recursive: true);
        Until.True(() => service.Output.Contains("is missing (", StringComparison.Ordinal), () => service.Output);
        zone.Drop("orders-1.csv", Text);
        Until.True(() => zone.Ended() == 1, () => service.Output);
        service.ShouldLog("/incoming is available again");
        zone.Drop("orders-2.csv", Text);
        Until.True(() => zone.Ended() == 2, () => service.Output);
        service.Stop().ShouldBe(0, service.Output);
    }

    [Fact]
    public void An_unreadable_incoming_folder_is_logged_and_read_once_it_can_be()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "another user is for root to become");
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 1s\n");
        Shell.Run("chmod 755 ../ && chown -R nobody .", zone.Root);
        using var service = DropZoneProcess.RunServiceAs("nobody", zone);
        var folder = $"{zone.Root}/incoming/orders";
        Shell.Run($"chown root {folder}; chmod 700 {folder}");
        zone.Drop("orders-1.csv", Text);
        service.ShouldLog("orders/orders-1.csv: EACCES");
        Directory.GetFiles(folder).Length.ShouldBe(1);
        Shell.Run($"chown -R nobody {folder}");
        Until.True(() => zone.Ended() == 1, () => service.Output);
        service.Stop().ShouldBe(0, service.Output);
    }

    [Fact]
    public void An_incoming_folder_replaced_by_a_link_redirects_no_claim()
    {
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 1s\n");
        using var service = DropZoneProcess.RunService(zone);
        var folder = $"{zone.Root}/incoming/orders";
        Directory.CreateDirectory($"{zone.Root}/elsewhere");
        File.WriteAllText($"{zone.Root}/elsewhere/orders-secret.csv", Text);
        Directory.Delete(folder);
        File.CreateSymbolicLink(folder, $"{zone.Root}/elsewhere");
        service.ShouldLog($"{folder} is missing (SymbolicLink instead of a folder)");
        File.Delete(folder);
        zone.Drop("orders-1.csv", Text);
        Until.True(() => zone.Ended() == 1, () => service.Output);
        service.ShouldLog($"Folder {folder} is available again");
        service.Stop().ShouldBe(0, service.Output);
        File.Exists($"{zone.Root}/elsewhere/orders-secret.csv").ShouldBeTrue();
        zone.Ended().ShouldBe(1);
    }

    [Fact]
    public void Removed_folders_of_the_zone_are_recreated()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        foreach (var folder in new[] { "working/orders", "outgoing/orders", "archive/orders", "failed/orders" })
            Directory.Delete($"{zone.Root}/{folder}", recursive: true);
        zone.Drop("orders-1.csv", Text);
        zone.Drop("orders-2.csv", "id,country\nx,de\n");
        Until.True(() => zone.Ended() == 2, () => service.Output);
        service.Stop().ShouldBe(0, service.Output);
    }

    [Fact]
    public void A_nearly_full_disk_stops_claims_and_is_logged_once()
    {
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "min-free: 900TB\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Text);
        zone.Drop("orders-2.csv", Text);
        Until.True(() => service.Output.Contains("nearly full", StringComparison.Ordinal), () => service.Output);
        service.Stop().ShouldBe(0, service.Output);
        zone.Ended().ShouldBe(0);
        Directory.GetFiles($"{zone.Root}/incoming/orders").Length.ShouldBe(2);
        service.Output.Split("nearly full").Length.ShouldBe(2);
    }

    [Fact]
    public void A_file_that_grows_during_its_job_is_processed_again_with_its_new_content()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var path = $"{zone.Root}/incoming/orders/orders-1.csv";
        File.WriteAllText($"{zone.Root}/incoming/orders/.big", "id,country\n" + string.Concat(Enumerable.Repeat("1,de\n", 3_000_000)));
        // the lease is taken before the claim and cannot detect a descriptor opened after it
        File.Move($"{zone.Root}/incoming/orders/.big", path);
        Until.True(() => zone.Jobs("working").Any(job => File.Exists($"{job}/output.csv.part")) || zone.Ended() > 0, () => service.Output);
        var claimed = zone.Jobs("working").Select(job => $"{job}/orders-1.csv").FirstOrDefault(File.Exists);
        if (claimed is not null)
            File.AppendAllText(claimed, "2,fr\n");
        Until.True(() => zone.Ended() == 1, () => service.Output);
        claimed.ShouldNotBeNull("the job was too quick for this test");
        service.ShouldLog("is processed again");
        File.ReadLines($"{zone.Root}/outgoing/orders/orders-1.csv").Last().ShouldBe("2,FR");
    }

    [Fact]
    public void A_stop_during_a_large_file_leaves_it_for_the_next_start()
    {
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Root}/big", "id,country\n" + string.Concat(Enumerable.Repeat("1,de\n", 5_000_000)));
        using (var service = DropZoneProcess.RunService(zone))
        {
            File.Move($"{zone.Root}/big", $"{zone.Root}/incoming/orders/orders-1.csv");
            Until.True(() => zone.Jobs("working").Any(job => File.Exists($"{job}/output.csv.part")), () => service.Output);
            service.Stop().ShouldBe(0, service.Output);
            zone.Ended().ShouldBe(0);
        }

        using var next = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Ended() == 1, () => next.Output);
        File.ReadLines($"{zone.Root}/outgoing/orders/orders-1.csv").Count().ShouldBe(5_000_001);
    }
}
