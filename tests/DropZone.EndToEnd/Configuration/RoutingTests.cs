using DropZone.EndToEnd.Harness;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Configuration;

/// <summary>Assignment of deliveries to feeds, and entries that are not deliveries.</summary>
public sealed class RoutingTests
{
    private const string Text = "id,country\n1,de\n";

    [Fact]
    public void Files_go_to_the_feed_of_their_folder_or_of_their_name_or_to_default()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("any name.csv", Text, "orders");
        zone.Drop("ORDERS-2.CSV", Text, ".");
        zone.Drop("other.csv", "a;b\n1;2\n", ".");
        Until.True(() => zone.Ended() == 2 && zone.Ended("default") == 1, () => service.Output);
        zone.Outputs().ShouldBe(["ORDERS-2.CSV", "any name.csv"]);
        zone.Outputs("default").ShouldBe(["other.csv"]);
    }

    [Fact]
    public void Without_the_default_feed_a_file_that_matches_no_feed_fails_as_no_feed()
    {
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "default-feed: off\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("other.csv", Text, ".");
        Until.True(() => zone.Jobs("failed", "default").Count == 1, () => service.Output);
        File.ReadAllText(zone.Jobs("failed", "default")[0] + "/report.txt").ShouldContain("no-feed");
    }

    [Fact]
    public void An_unknown_folder_is_reported_and_its_files_fail_as_no_feed()
    {
        using var zone = new TestZone();
        zone.Drop("a.csv", Text, "ordesr");
        using var service = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Jobs("failed", "default").Count == 1, () => service.Output);
        service.ShouldLog("belongs to no feed");
        File.ReadAllText(zone.Jobs("failed", "default")[0] + "/report.txt").ShouldContain("no-feed");
    }

    [Fact]
    public void An_entry_that_is_not_a_regular_file_is_ignored_and_does_not_affect_other_files()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var folder = $"{zone.Root}/incoming/orders";
        File.CreateSymbolicLink($"{folder}/link.csv", "/etc/passwd");
        File.CreateSymbolicLink($"{folder}/dangling.csv", "/nowhere");
        Directory.CreateDirectory($"{folder}/folder.csv");
        Syscall.mkfifo($"{folder}/fifo.csv", FilePermissions.DEFFILEMODE).ShouldBe(0);
        File.WriteAllText($"{folder}/upload.csv.part", Text);
        File.WriteAllText($"{folder}/.hidden.csv", Text);
        zone.Drop("orders-1.csv", Text);
        Until.True(() => zone.Ended() == 1 && service.Output.Contains("fifo.csv", StringComparison.Ordinal), () => service.Output);
        zone.Outputs().ShouldBe(["orders-1.csv"]);
        Directory.GetFileSystemEntries(folder).Length.ShouldBe(6);
        service.ShouldLog("link.csv is a SymbolicLink");

        // the link is replaced by a file
        File.Delete($"{folder}/link.csv");
        zone.Drop("link.csv", Text);
        Until.True(() => zone.Ended() == 2, () => service.Output);
    }

    [Fact]
    public void A_file_with_two_hard_links_is_claimed_only_when_one_remains()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var path = $"{zone.Root}/incoming/orders/orders-1.csv";
        File.WriteAllText($"{zone.Root}/elsewhere", Text);
        Syscall.link($"{zone.Root}/elsewhere", path).ShouldBe(0);
        Until.True(() => service.Output.Contains("has 2 hard links", StringComparison.Ordinal), () => service.Output);
        File.Exists(path).ShouldBeTrue();
        File.Delete($"{zone.Root}/elsewhere");
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Until.True(() => zone.Ended() == 1, () => service.Output);
    }

    [Fact]
    public void Files_with_reserved_or_non_UTF8_names_are_archived_with_their_original_name_in_the_receipt()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var folder = $"{zone.Root}/incoming/orders";
        var latin = Mono.Unix.UnixEncoding.Instance.GetString([(byte)'b', 0xFC, (byte)'.', (byte)'c', (byte)'s', (byte)'v']);
        File.WriteAllText($"{folder}/.ready", Text);
        Stdlib.rename($"{folder}/.ready", $"{folder}/{latin}").ShouldBe(0);
        zone.Drop("receipt.json", Text);
        zone.Drop("line\nbreak.csv", Text);
        Until.True(() => zone.Ended() == 3, () => service.Output);
        zone.Outputs().ShouldBe(["b_.csv", "line_break.csv", "receipt.json"]);
        var receipts = zone.Jobs("archive").Select(job => File.ReadAllText($"{job}/receipt.json")).ToList();
        receipts.ShouldContain(receipt => receipt.Contains("62fc2e637376", StringComparison.Ordinal));
        service.Output.ShouldNotContain("line\nbreak");
    }

    [Fact]
    public void An_output_whose_name_is_already_used_gets_the_jobs_stamp()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Text);
        Until.True(() => zone.Ended() == 1, () => service.Output);
        zone.Drop("orders-1.csv", "id,country\n2,fr\n");
        Until.True(() => zone.Ended() == 2, () => service.Output);
        zone.Outputs().Count.ShouldBe(2);
        zone.Outputs()[1].ShouldBe("orders-1.csv");
        zone.Outputs()[0].ShouldMatch(@"^orders-1\.\d{8}T\d{6}Z-[a-z0-9]{8}\.csv$");
    }
}
