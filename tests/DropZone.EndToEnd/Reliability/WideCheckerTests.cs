using System.Diagnostics;
using DropZone.EndToEnd.Harness;
using DropZone.Tests;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>The checker of wide power cuts finds each kind of violation, in zones made by hand.</summary>
public sealed class WideCheckerTests : IDisposable
{
    private const string Split = "20261123T101502Z-k7f3q9xd-parts-synced-000006-2.csv";
    private const string Dropped = "20261123T101602Z-abcdefgh-parts-synced-000006-2.rejects.csv";
    private const string Order = "20261123T101702Z-k7f3q9xe-orders-synced-000010-1.csv";
    private const string Rejects = "id,country\nx600001,de\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-test-").FullName;

    public WideCheckerTests()
    {
        Archived("parts", Split, "parts-synced-000006-2.csv", "id,country\nx600001,de\n600002,de\n", split: true);
        Write("outgoing/parts/parts-synced-000006-2.csv", "id,country\n600002,DE\n");
        Write($"failed/parts/{Split}/rejects.csv", Rejects);
        Archived("orders", Order, "orders-synced-000010-1.csv", "id,country\n1000001,de\n");
        Write("outgoing/orders/orders-synced-000010-1.csv", "id,country\n1000001,DE\n");
    }

    private string Zone => $"{_folder}/zone";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_correct_zone_has_no_violation() => Check("parts-synced-000006-2.csv", "orders-synced-000010-1.csv").ShouldContain(" 0 violations");

    [Fact]
    public void A_delivery_in_two_places_or_in_none_is_found()
    {
        Write("incoming/orders/orders-synced-000010-1.csv", "id,country\n1000001,de\n");
        var log = Check("orders-synced-000010-1.csv", "orders-synced-000017-1.csv");
        log.ShouldContain("orders-synced-000010-1.csv was found 2 times");
        log.ShouldContain("orders-synced-000017-1.csv was found 0 times");
        log.ShouldContain("was not processed");
    }

    [Fact]
    public void Rejects_in_two_places_or_in_none_are_found()
    {
        Write($"failed/parts/{Dropped}/parts-synced-000006-2.rejects.csv", Rejects);
        Write($"failed/parts/{Dropped}/report.json", "type-error");
        Check().ShouldContain("the rejects of 6 were found 2 times");
        Directory.Delete($"{Zone}/failed", recursive: true);
        Check().ShouldContain("its bad rows are missing");
    }

    [Fact]
    public void Before_the_recovery_one_file_under_two_names_is_no_violation_and_two_files_are()
    {
        Directory.CreateDirectory($"{Zone}/incoming/parts");
        var link = $"{Zone}/incoming/parts/parts-synced-000006-2.rejects.csv";
        Mono.Unix.Native.Syscall.link($"{Zone}/failed/parts/{Split}/rejects.csv", link).ShouldBe(0);
        Check("before").ShouldContain(" 0 violations");
        File.Delete(link);
        File.WriteAllText(link, Rejects);
        Check("before").ShouldContain("found 2 times");
    }

    [Theory]
    [InlineData("outgoing/orders/orders-synced-000010-1.20261123T101702Z-k7f3q9xe.csv", "id,country\n1000001,DE\n", "was delivered twice")]
    [InlineData("outgoing/orders/orders-synced-000010-1.csv", "id,country\n", "is incomplete or corrupt")]
    [InlineData("outgoing/orders/orders-synced-000015-1.csv", "id,country\n1500001,DE\n", "is an output without an archived job")]
    [InlineData($"archive/orders/2026-11-23/{Order}/orders-synced-000010-1.csv", "", "incomplete or corrupt original")]
    [InlineData($"failed/parts/{Split}/rejects.csv", "id,country\n", "is incomplete or corrupt")]
    public void A_wrong_file_is_found(string path, string text, string violation)
    {
        Write(path, text);
        Check().ShouldContain(violation);
    }

    [Fact]
    public void A_job_without_its_file_or_its_output_is_found()
    {
        File.Delete($"{Zone}/archive/orders/2026-11-23/{Order}/orders-synced-000010-1.csv");
        Directory.Delete($"{Zone}/outgoing/orders", recursive: true);
        var log = Check();
        log.ShouldContain("has lost its file");
        log.ShouldContain("is archived but has no output");
    }

    [Theory]
    [InlineData("erase", Order)]
    [InlineData("erase", Split)]
    [InlineData("resubmit", Split)]
    [InlineData("discard", Split)]
    public void An_acknowledged_action_that_did_not_last_is_found(string deed, string job)
    {
        File.WriteAllText($"{_folder}/log.actions", $"{deed} {job}\n");
        Check().ShouldContain($"{deed} of {job} was acknowledged");
    }

    [Fact]
    public void A_row_that_was_loaded_twice_or_not_at_all_is_found()
    {
        Archived("events", "20261123T101802Z-k7f3q9xf-events-synced-000002-2.csv", "events-synced-000002-2.csv", "id,country\n200001,de\n200002,de\n");
        SqliteFile.Execute($"{Zone}/outgoing/events.db", "CREATE TABLE events (id INTEGER, country TEXT); INSERT INTO events VALUES (200001, 'DE'), (200001, 'DE'), (300001, 'DE')");
        var log = Check();
        log.ShouldContain("row 200001 of events was loaded 2 times");
        log.ShouldContain("row 300001 of events was loaded, but its job is not archived");
        log.ShouldContain("1 rows of archived jobs of events were not loaded, for example 200002");
    }

    [Fact]
    public void A_strict_feed_out_of_order_and_a_key_that_was_delivered_twice_are_found()
    {
        Archived("strict", "20261123T101502Z-k7f3q9xa-strict-synced-000003-1.csv", "strict-synced-000003-1.csv", "id,country\n300001,de\n", second: 9);
        Archived("strict", "20261123T101502Z-k7f3q9xb-strict-synced-000008-1.csv", "strict-synced-000008-1.csv", "id,country\n800001,de\n", second: 5);
        Check("before").ShouldContain("strict 3 was processed after 8");
        foreach (var number in new[] { 4, 9 })
            Write($"outgoing/keys/keys-synced-00000{number}-1.csv", "id,country\n900000000000,DE\n");
        Check("before").ShouldContain("the row 900000000000 was delivered with");
    }

    private void Archived(string feed, string job, string name, string text, bool split = false, int second = 0)
    {
        Write($"archive/{feed}/2026-11-23/{job}/{name}", text);
        Write($"archive/{feed}/2026-11-23/{job}/receipt.json", $$"""{"sealed":"2026-11-23T10:15:0{{second}}Z"{{(split ? ",\"split\":\"failed\"" : "")}}}""");
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName($"{Zone}/{path}")!);
        File.WriteAllText($"{Zone}/{path}", text);
    }

    private string Check(params string[] acknowledged)
    {
        var phase = acknowledged is ["before"] ? "before" : "after";
        File.WriteAllLines($"{_folder}/log", acknowledged.Except(["before"]));
        var start = new ProcessStartInfo($"{Repository.Root}/tests/DropZone.PowerCut/bin/Release/net10.0/DropZone.PowerCut", [phase, Zone, $"{_folder}/log"]) { RedirectStandardOutput = true };
        start.Environment["POWERCUT_WIDE"] = "1";
        using var process = Process.Start(start)!;
        var log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(log.Contains(" 0 violations", StringComparison.Ordinal) ? 0 : 1, log);
        return log;
    }
}
