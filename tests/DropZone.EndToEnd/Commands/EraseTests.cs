using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone erase</c> finds a delivery in every state and place, and refuses what the service is still working on.</summary>
public sealed class EraseTests
{
    private const string Secret = "x4711";
    private const string Good = $"id,country\n1,{Secret}\n";

    [Theory]
    [InlineData("erase")]
    [InlineData("discard")]
    public void A_split_that_is_being_delivered_is_refused_and_completed_unchanged(string deed)
    {
        using var zone = new TestZone(TestZone.SplitFeed);
        zone.Drop("orders-1.csv", TestZone.MixedRows);
        using (var killed = DropZoneProcess.StartService(zone, "exit deliver"))
            killed.WaitForExit();
        var job = Path.GetFileName(zone.Jobs("failed").ShouldHaveSingleItem());
        zone.Jobs("working").Count.ShouldBe(1);
        var (exitCode, output) = Run(zone, deed, job);
        exitCode.ShouldBe(2);
        output.ShouldContain("the service is still working on it");
        File.Exists($"{zone.Jobs("failed").Single()}/rejects.csv").ShouldBeTrue();
        File.Exists($"{zone.Jobs("failed").Single()}/audit.jsonl").ShouldBeFalse();

        using var service = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Jobs("archive").Count == 1 && zone.Jobs("working").Count == 0 && zone.Outputs().Count == 1, () => service.Output);
        Run(zone, deed, job).ExitCode.ShouldBe(0);
        zone.Jobs("failed").ShouldBeEmpty();
    }

    [Fact]
    public void An_output_is_found_by_its_content_after_the_zone_was_restored_from_a_copy()
    {
        using var original = new TestZone();
        Deliver(original);
        using var zone = original.Copy();
        var (exitCode, output) = Erase(zone);
        exitCode.ShouldBe(0, output);
        output.ShouldNotContain("taken from there");
        zone.Outputs().ShouldBeEmpty();
        zone.Texts().ShouldNotContain(text => text.Contains(Secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_newer_file_with_the_same_content_is_reported_and_kept()
    {
        using var zone = new TestZone();
        Deliver(zone);
        File.SetLastWriteTimeUtc($"{zone.Root}/outgoing/orders/orders-1.csv", DateTime.UtcNow.AddMinutes(1));
        Erase(zone).Output.ShouldContain("outgoing/orders/orders-1.csv has the same content but is newer");
        zone.Outputs().Count.ShouldBe(1);
    }

    [Fact]
    public void A_copy_in_a_folder_elsewhere_is_removed_and_neither_a_link_nor_another_file_in_its_place()
    {
        var elsewhere = Directory.CreateTempSubdirectory("dropzone-test-").FullName;
        try
        {
            using var zone = new TestZone($"{TestZone.OrdersFeed}\nload: [directory: {{ path: {elsewhere}, name: copy }}]\n");
            Deliver(zone, () => Directory.GetFiles(elsewhere, "orders-*").Length == 1, outputs: 0);
            using var linked = zone.Copy();
            Erase(zone).Output.ShouldNotContain("taken from there");
            Directory.GetFileSystemEntries(elsewhere).ShouldBeEmpty();

            var victim = zone.FileOutside("victim.csv", $"id,country\n1,{Secret.ToUpperInvariant()}\n");
            File.CreateSymbolicLink($"{elsewhere}/orders-1.csv", victim);
            var (exitCode, output) = Erase(linked);
            exitCode.ShouldBe(0, output);
            output.ShouldContain("was taken from there");
            File.Exists(victim).ShouldBeTrue();
            File.Delete($"{elsewhere}/orders-1.csv");
            File.WriteAllText($"{elsewhere}/orders-1.csv", "another file");
            Erase(linked).ExitCode.ShouldBe(0);
            File.ReadAllText($"{elsewhere}/orders-1.csv").ShouldBe("another file");
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public void Replies_and_queued_notifications_with_values_are_removed_and_sent_ones_reported()
    {
        using var zone = new TestZone($$"""
            {{TestZone.OrdersFeed}}
            reply: outgoing/replies
            notify:
              - webhook: { url: "http://127.0.0.1:9/", include-values: on }

            """);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", $"id,country\n{Secret},de\n");
        Until.True(() => zone.Jobs("failed").Count == 1 && zone.Jobs("working").Count == 0 && File.Exists($"{zone.Root}/outgoing/replies/orders-1.csv.report.json"), () => service.Output);
        File.WriteAllText($"{zone.Root}/outgoing/replies/orders-2.csv.report.txt", "of another job");
        zone.Texts().Count(text => text.Contains(Secret, StringComparison.Ordinal)).ShouldBeGreaterThan(4);
        var (exitCode, output) = Erase(zone, "failed");
        exitCode.ShouldBe(0, output);
        output.ShouldContain("Messages that orders.webhook has already sent may have values. They cannot be removed.");
        output.ShouldNotContain("has no reply about it");
        zone.Texts().ShouldNotContain(text => text.Contains(Secret, StringComparison.Ordinal));
        Directory.GetFiles(zone.Root + "/outgoing/replies").ShouldHaveSingleItem().ShouldEndWith("orders-2.csv.report.txt");
        Directory.GetFiles($"{zone.Root}/state/notify/orders.webhook").ShouldBeEmpty();
    }

    [Fact]
    public void The_keys_of_its_rows_leave_the_ledger_and_its_log_and_a_rebuild_reports_no_problem()
    {
        using var zone = new TestZone($"{TestZone.OrdersFeed}\n  - deduplicate: {{ by: id, window: 1d }}\n");
        using (var service = DropZoneProcess.RunService(zone))
        {
            zone.Drop("orders-1.csv", "id,country\n1,de\n2,de\n");
            Until.True(() => zone.Jobs("archive").Count == 1 && zone.Jobs("working").Count == 0, () => service.Output);
            zone.Drop("orders-2.csv", "id,country\n3,de\n");
            Until.True(() => zone.Jobs("archive").Count == 2 && zone.Jobs("working").Count == 0, () => service.Output);
            Keys(zone).ShouldBe(["3"]);
            var first = zone.Jobs("archive").Single(job => job.EndsWith("-orders-1.csv", StringComparison.Ordinal)); // names of one second are in no order
            var key = File.ReadAllBytes($"{first}/record-keys").AsSpan(0, 16).ToArray();
            DropZoneProcess.Run("erase", Path.GetFileName(first), "--yes", "--zone", zone.Root).ExitCode.ShouldBe(0);
            Keys(zone).ShouldBe(["1"]);
            foreach (var file in Directory.GetFiles($"{zone.Root}/state", "ledger.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
                File.ReadAllBytes(file).AsSpan().IndexOf(key).ShouldBe(-1, file);
            service.Stop().ShouldBe(0);
        }

        File.Delete($"{zone.Root}/state/ledger.db");
        using var next = DropZoneProcess.RunService(zone);
        next.Output.ShouldContain(", 0 not indexed");
    }

    [Fact]
    public void Rejected_rows_that_were_resubmitted_are_reported_as_a_delivery_of_their_own()
    {
        using var zone = new TestZone(TestZone.SplitFeed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", TestZone.MixedRows);
        Until.True(() => zone.Jobs("archive").Count == 1 && zone.Outputs().Count == 1, () => service.Output);
        zone.Failed("retry", "--all").ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("failed").Count == 1 && zone.Jobs("failed")[0].EndsWith("rejects.csv", StringComparison.Ordinal) && zone.Jobs("working").Count == 0, () => service.Output);
        var other = Path.GetFileName(zone.Jobs("failed")[0]);
        Erase(zone).Output.ShouldContain($"Rows of it may be in {other}, which has its rejected rows. Erase it, too: dropzone erase {other[17..25]}");
    }

    private static void Deliver(TestZone zone, Func<bool>? isDelivered = null, int outputs = 1)
    {
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Good);
        Until.True(() => zone.Jobs("archive").Count == 1 && zone.Outputs().Count == outputs && isDelivered?.Invoke() != false, () => service.Output);
        service.Stop().ShouldBe(0);
    }

    private static (int ExitCode, string Output) Erase(TestZone zone, string place = "archive") => Run(zone, "erase", Path.GetFileName(zone.Jobs(place).Single()));

    private static (int ExitCode, string Output) Run(TestZone zone, string deed, string job) =>
        deed == "erase" ? DropZoneProcess.Run("erase", job, "--yes", "--zone", zone.Root) : zone.Failed("discard", job, "--yes");

    private static IReadOnlyList<string> Keys(TestZone zone) => SqliteFile.Rows($"{zone.Root}/state/ledger.db", "SELECT CAST(count(*) AS TEXT) FROM record_keys");
}
