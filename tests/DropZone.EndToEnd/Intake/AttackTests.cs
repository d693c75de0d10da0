using System.Diagnostics;
using DropZone.EndToEnd.Harness;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Intake;

/// <summary>Hostile files and damaged states of the zone must not end or hang the service, nor lose a file.</summary>
public sealed class AttackTests
{
    private const string Good = "id,country\n1,de\n";
    private const string OldJob = "20261123T101502Z-k7f3q9xd-orders-1.csv";

    [Fact]
    public void A_used_name_with_a_long_extension_is_delivered_under_a_stamped_name()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var name = "orders." + new string('x', 215);
        for (var i = 1; i <= 2; i++)
        {
            zone.Drop(name, $"id,country\n{i},de\n");
            Until.True(() => zone.Ended() == i || service.HasExited, () => service.Output);
        }

        service.HasExited.ShouldBeFalse(service.Output);
        zone.Outputs().Count.ShouldBe(2);
    }

    [Fact]
    public void A_delivery_whose_name_is_not_UTF8_is_checked_against_its_checksum_file()
    {
        const string name = "a\0\u00ff.csv"; // a byte that is not UTF-8
        using var zone = new TestZone(TestZone.OrdersFeed + "\ncomplete: { checksum: \"{name}.sha256\" }\n");
        using var sweep = new Sweep(zone.Root);
        using var service = DropZoneProcess.RunService(zone);
        Put(zone, name + ".sha256", "85c8a3f9c9b1f3e4b8cf2f9f0c8b7c3b6a8d7f7ce1f0a5c1e2d3b4a596877869\n");
        Put(zone, name, Good);
        Until.True(() => zone.Ended() == 1 || service.HasExited, () => service.Output);
        service.HasExited.ShouldBeFalse(service.Output);
        zone.Jobs("failed").Count.ShouldBe(1);
    }

    [Fact]
    public void A_name_with_a_surrogate_is_delivered()
    {
        using var zone = new TestZone();
        using var sweep = new Sweep(zone.Root);
        using var service = DropZoneProcess.RunService(zone);
        Put(zone, "\ud800.csv", Good);
        Until.True(() => zone.Ended() == 1, () => service.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"bootId\":")]
    public void A_damaged_boot_record_does_not_keep_the_service_from_starting(string content)
    {
        using var zone = new TestZone();
        using (var first = DropZoneProcess.RunService(zone))
            first.Stop().ShouldBe(0);
        File.WriteAllText($"{zone.Root}/state/boot.json", content);
        using var service = DropZoneProcess.RunService(zone);
        service.Stop().ShouldBe(0);
    }

    [Fact]
    public void A_damaged_attempt_record_neither_hangs_nor_stops_the_service()
    {
        using var zone = new TestZone();
        var job = Interrupt(zone, "sync-output");
        Directory.CreateDirectory($"{zone.Root}/state/attempts");
        File.WriteAllText($"{zone.Root}/state/attempts/{Path.GetFileName(job)}", "");
        using var service = DropZoneProcess.StartService(zone);
        Until.True(() => zone.Ended() == 1, () => service.Output);
        service.Stop().ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"format\":1,\"job\":\"x\",\"feed\":\"orders\",\"file\":null,\"configuration\":\"\",\"targets\":[],\"version\":\"\"}")]
    public void A_damaged_receipt_neither_hangs_nor_stops_the_service(string content)
    {
        using var zone = new TestZone();
        var job = Interrupt(zone, "deliver");
        File.WriteAllText($"{job}/receipt.json", content);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-2.csv", Good);
        Until.True(() => zone.Outputs().Contains("orders-2.csv"), () => service.Output);
        service.Stop().ShouldBe(0);
    }

    [Fact]
    public void A_job_folder_with_parts_but_no_delivery_does_not_keep_the_service_from_starting()
    {
        using var zone = new TestZone();
        Directory.CreateDirectory($"{zone.Root}/working/orders/{OldJob}");
        File.WriteAllText($"{zone.Root}/working/orders/{OldJob}/output.csv.part", "");
        File.WriteAllText($"{zone.Root}/working/orders/{OldJob}/report.json.part", "");
        using var service = DropZoneProcess.RunService(zone);
        service.Stop().ShouldBe(0);
    }

    [Fact]
    public void A_delivery_removed_from_its_job_does_not_end_the_service()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone, "fail sync-output EIO");
        zone.Drop("orders-1.csv", Good);
        Until.True(() => service.Output.Contains("deferred", StringComparison.Ordinal), () => service.Output);
        File.Delete($"{zone.Jobs("working").Single()}/orders-1.csv");
        using var pause = new ManualResetEventSlim();
        pause.Wait(4000);
        service.HasExited.ShouldBeFalse(service.Output);
    }

    [Theory]
    [InlineData(Good, "sync-archive-date", "archived:")]
    [InlineData("id,country\nx,de\n", "sync-failed-feed", "failed:")]
    public void A_job_whose_last_sync_failed_ends_with_a_report(string content, string step, string logged)
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone, $"fail {step} EIO");
        zone.Drop("orders-1.csv", content);
        Until.True(() => service.Output.Contains(logged, StringComparison.Ordinal), () => service.Output);
    }

    [Fact]
    public void A_delivery_with_the_name_of_a_former_FIFO_is_claimed()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        Syscall.mkfifo($"{zone.Root}/incoming/orders/orders-1.csv", FilePermissions.DEFFILEMODE);
        Until.True(() => service.Output.Contains("Fifo", StringComparison.Ordinal), () => service.Output);
        Put(zone, "orders-1.csv", Good);
        Until.True(() => zone.Ended() == 1, () => service.Output);
    }

    [Fact]
    public void Files_in_a_folder_whose_name_is_not_UTF8_fail_with_no_feed()
    {
        using var zone = new TestZone();
        using var sweep = new Sweep(zone.Root);
        using var service = DropZoneProcess.RunService(zone);
        Syscall.mkdir($"{zone.Root}/incoming/d\0\u00ff", FilePermissions.ACCESSPERMS);
        zone.Drop("x.csv", Good);
        Put(zone, "y.csv", Good, "d\0\u00ff");
        Until.True(() => zone.Jobs("failed", "default").Count == 1, () => service.Output);
    }

    [Fact]
    public void A_feed_folder_replaced_by_a_link_is_not_followed()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Good);
        Until.True(() => zone.Ended() == 1, () => service.Output);
        var archived = zone.Jobs("archive").Single();
        using (new FileStream($"{zone.Root}/incoming/orders/orders-1.csv", FileMode.CreateNew))
        {
            using var seen = new ManualResetEventSlim();
            seen.Wait(300);
            Directory.Move($"{zone.Root}/incoming/orders", $"{zone.Root}/incoming/.old");
            Directory.CreateSymbolicLink($"{zone.Root}/incoming/orders", archived);
        }

        using var pause = new ManualResetEventSlim();
        pause.Wait(1500);
        File.Exists($"{archived}/orders-1.csv").ShouldBeTrue(service.Output);
        zone.Outputs().ShouldBe(["orders-1.csv"]);
    }

    [Fact]
    public void A_stop_does_not_wait_for_the_digest_of_a_huge_bad_file()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        using (var sparse = File.Create($"{zone.Root}/incoming/orders/.s"))
            sparse.SetLength(1L << 43);
        File.Move($"{zone.Root}/incoming/orders/.s", $"{zone.Root}/incoming/orders/orders-s.csv");
        using var pause = new ManualResetEventSlim();
        pause.Wait(3000);
        Signals.Terminate(service.Id);
        Until.True(() => service.HasExited, () => service.Output); // to read 8 TiB takes an hour
    }

    [Fact]
    public void A_lost_name_record_loses_the_name_but_never_hides_the_output()
    {
        using var zone = new TestZone();
        using var sweep = new Sweep(zone.Root);
        using (var killed = DropZoneProcess.RunService(zone, "exit sync-output"))
        {
            Put(zone, "b\0\u00ff.csv", Good);
            Until.True(() => killed.HasExited, () => killed.Output);
        }

        File.WriteAllText($"{zone.Jobs("working").Single()}/.name", ""); // like an unsynced file after a power cut
        using var service = DropZoneProcess.StartService(zone);
        Until.True(() => zone.Ended() == 1, () => service.Output);
        zone.Outputs().ShouldAllBe(name => !name.StartsWith('.'));
    }

    [Fact]
    public void Uploads_suspected_after_a_power_cut_remain_suspected_after_a_clean_reboot()
    {
        using var zone = new TestZone();
        using (var first = DropZoneProcess.RunService(zone))
            first.Stop().ShouldBe(0);
        File.WriteAllText($"{zone.Root}/state/boot.json", """
            {"bootId":"00000000-0000-0000-0000-000000000000","process":1,"heartbeat":"2020-01-01T00:00:00Z","clean":true,
             "suspect":{"from":"2019-12-31T23:59:00Z","until":"2020-01-01T00:10:00Z"}}
            """);
        using (var second = DropZoneProcess.RunService(zone))
            second.Stop().ShouldBe(0);
        File.ReadAllText($"{zone.Root}/state/boot.json").ShouldContain("suspect");
    }

    private static void Put(TestZone zone, string name, string content, string folder = "orders")
    {
        var beside = $"{zone.Root}/incoming/orders/.{Guid.NewGuid()}";
        File.WriteAllText(beside, content);
        Stdlib.rename(beside, $"{zone.Root}/incoming/{folder}/{name}").ShouldBe(0);
    }

    private static string Interrupt(TestZone zone, string step)
    {
        using var killed = DropZoneProcess.RunService(zone, $"exit {step}");
        zone.Drop("orders-1.csv", Good);
        Until.True(() => killed.HasExited, () => killed.Output);
        return zone.Jobs("working").Single();
    }

    /// <summary>Deletes a folder by rm(1), as .NET cannot delete names that are not UTF-8.</summary>
    private sealed class Sweep(string folder) : IDisposable
    {
        public void Dispose()
        {
            using var rm = Process.Start("rm", ["-rf", "--", $"{folder}/incoming", $"{folder}/working", $"{folder}/failed", $"{folder}/archive"]);
            rm.WaitForExit();
        }
    }
}
