using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Targets;

/// <summary>Rows into an SQLite file, by the built program.</summary>
public sealed class SqliteTargetTests
{
    private const string Schema = TestZone.TypedFeed;

    private const string Rows = "id;placed;amount;paid;note\n1;24.12.2026;1.234,50;ja;\"a;b\"\n2;n/a;7;nein;n/a\n";

    [Fact]
    public void Values_are_loaded_with_the_types_of_the_schema_into_a_created_table_and_unchanged_into_the_folder()
    {
        using var zone = new TestZone(Schema + Load("{ file: outgoing/shop.db, table: orders, create: on }") + "  - directory: { path: outgoing/orders }\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        var file = $"{zone.Root}/outgoing/shop.db";
        SqliteFile.Rows(file, "SELECT id, placed, amount, paid, note, typeof(id), typeof(amount) FROM orders ORDER BY id").ShouldBe(
            ["1|2026-12-24|1234.5|1|a;b|integer|real", "2|NULL|7|0|NULL|integer|integer"]);
        SqliteFile.Rows(file, "SELECT target, feed, file, rows FROM dropzone_jobs").ShouldBe(["sqlite|orders|orders-1.csv|2"]);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.csv").ShouldBe(Rows);
        service.ShouldLog("output orders in outgoing/shop.db and ");
        var receipt = JsonDocument.Parse(File.ReadAllText($"{zone.Jobs("archive")[0]}/receipt.json")).RootElement;
        receipt.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("kind").GetString()).ShouldBe(["sqlite", "directory"]);
        File.Exists($"{zone.Jobs("archive")[0]}/loaded/sqlite").ShouldBeTrue();
    }

    [Fact]
    public void Dates_in_any_format_are_loaded_in_the_order_that_their_whole_file_proves()
    {
        using var zone = new TestZone("feed: orders\nsettle: 0s\nschema: { fields: [{ name: id, type: integer }, { name: day, type: date, format: any }] }\n"
            + Load("{ file: outgoing/shop.db, table: orders, create: on }"));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("1.csv", "id,day\n1,03/04/2026\n2,30/11/2026\n3,05.06.2026\n4,2026-01-02\n");
        zone.Drop("2.csv", "id,day\n5,03/04/2026\n6,11/30/2026\n");
        zone.Drop("3.csv", "id,day\n7,03/04/2026\n");
        Until.True(() => zone.Jobs("archive").Count == 2 && zone.Jobs("failed").Count == 1, () => service.Output);
        SqliteFile.Rows($"{zone.Root}/outgoing/shop.db", "SELECT id, day FROM orders ORDER BY id").ShouldBe(
            ["1|2026-04-03", "2|2026-11-30", "3|2026-06-05", "4|2026-01-02", "5|2026-03-04", "6|2026-11-30"]);
        File.ReadAllText($"{zone.Jobs("failed")[0]}/report.txt").ShouldContain("ambiguous");
    }

    [Fact]
    public void Without_a_folder_target_only_the_original_and_its_receipt_remain()
    {
        using var zone = new TestZone(Schema + Load("{ file: outgoing/shop.db, table: orders, create: on }"));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        Directory.GetFiles(zone.Jobs("archive")[0]).Select(Path.GetFileName).Order().ShouldBe(["orders-1.csv", "receipt.json"]);
        Directory.GetFileSystemEntries($"{zone.Root}/outgoing").Select(Path.GetFileName).Order().ShouldBe(["default", "shop.db", "shop.db-journal"]);
    }

    [Fact]
    public void Append_adds_upsert_replaces_the_same_key_and_replace_replaces_all()
    {
        var counts = new Dictionary<string, string[]>
        {
            ["append"] = ["1|a", "1|c", "2|b", "3|d", "3|e"],
            ["upsert, key: id"] = ["1|c", "2|b", "3|e"],
            ["replace"] = ["1|c", "3|d", "3|e"],
        };
        foreach (var (mode, expected) in counts)
        {
            using var zone = new TestZone("feed: orders\nsettle: 0s\n" + Load($"{{ file: outgoing/shop.db, table: orders, mode: {mode} }}"));
            Directory.CreateDirectory($"{zone.Root}/outgoing");
            SqliteFile.Execute($"{zone.Root}/outgoing/shop.db", $"CREATE TABLE orders (id INTEGER{(mode.Contains("key", StringComparison.Ordinal) ? " PRIMARY KEY" : "")}, note TEXT, more TEXT)");
            using var service = DropZoneProcess.RunService(zone);
            zone.Drop("1.csv", "note,id\na,1\nb,2\n");
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            zone.Drop("2.csv", "id,note\n1,c\n3,d\n3,e\n");
            Until.True(() => zone.Jobs("archive").Count == 2, () => service.Output);
            SqliteFile.Rows($"{zone.Root}/outgoing/shop.db", "SELECT id, note FROM orders ORDER BY id, note").ShouldBe(expected, mode);
        }
    }

    [Theory]
    [InlineData("CREATE TABLE other (a)", "there is no table orders. Create it, or set `create: true`")]
    [InlineData("CREATE TABLE orders (id, placed, amount, paid)", "table orders has no column note; it has id, placed, amount, paid")]
    [InlineData("CREATE TABLE orders (id INTEGER CHECK (id < 2), placed, amount, paid, note)", "row 2 of the output was rejected: CHECK constraint failed: id < 2")]
    public void A_rejected_output_fails_immediately_and_is_loaded_by_a_retry_once_the_table_is_fixed(string table, string reason)
    {
        using var zone = new TestZone(Schema + Load("{ file: outgoing/shop.db, table: orders }"));
        Directory.CreateDirectory($"{zone.Root}/outgoing");
        var file = $"{zone.Root}/outgoing/shop.db";
        SqliteFile.Execute(file, table);
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Rows);
        File.ReadAllText($"{zone.Jobs("failed")[0]}/report.txt").ShouldContain("load-failed");
        JsonDocument.Parse(File.ReadAllText($"{zone.Jobs("failed")[0]}/report.json")).RootElement.GetProperty("errors")[0].GetProperty("message").GetString()!.ShouldContain(reason);
        SqliteFile.Rows(file, "SELECT name FROM sqlite_master WHERE name = 'dropzone_jobs'").ShouldBeEmpty("nothing of it is there");

        SqliteFile.Execute(file, "DROP TABLE IF EXISTS orders; CREATE TABLE orders (id, placed, amount, paid, note)");
        zone.Failed("retry", job).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        SqliteFile.Rows(file, "SELECT count(*) FROM orders").ShouldBe(["2"]);
        Directory.GetFiles(zone.Jobs("archive")[0]).Select(Path.GetFileName).Order().ShouldBe([".retried", "audit.jsonl", "orders-1.csv", "receipt.json"]);
    }

    [Fact]
    public void A_corrected_file_replaces_only_a_file_that_no_target_has_received()
    {
        using var zone = new TestZone(Schema
            + Load("{ file: outgoing/a.db, table: orders, create: on, name: first }")
            + "  - sqlite: { file: outgoing/b.db, table: orders, name: second }\n");
        Directory.CreateDirectory($"{zone.Root}/outgoing");
        SqliteFile.Execute($"{zone.Root}/outgoing/b.db", "CREATE TABLE other (a)");
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Rows);
        var (refused, why) = zone.Failed("retry", job, "--file", zone.FileOutside("corrected", Rows));
        refused.ShouldBe(2);
        why.ShouldContain("first already loaded its rows");

        SqliteFile.Execute($"{zone.Root}/outgoing/b.db", "CREATE TABLE orders (id, placed, amount, paid, note)");
        zone.Failed("retry", job).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        foreach (var file in new[] { "a.db", "b.db" })
            SqliteFile.Rows($"{zone.Root}/outgoing/{file}", "SELECT count(*) FROM orders").ShouldBe(["2"]);

        SqliteFile.Execute($"{zone.Root}/outgoing/a.db", "ALTER TABLE orders DROP COLUMN note");
        zone.Drop("orders-2.csv", Rows.Replace('7', '8'));
        Until.True(() => zone.Jobs("failed").Count == 1, () => service.Output);
        zone.Failed("retry", Path.GetFileName(zone.Jobs("failed")[0]), "--file", zone.FileOutside("corrected", Rows.Replace('7', '9'))).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("failed").Count == 1 && zone.Jobs("working").Count == 0 && File.ReadAllText($"{zone.Jobs("failed")[0]}/orders-2.csv").Contains('9', StringComparison.Ordinal), () => service.Output);
        SqliteFile.Execute($"{zone.Root}/outgoing/a.db", "ALTER TABLE orders ADD COLUMN note");
        zone.Failed("retry", Path.GetFileName(zone.Jobs("failed")[0])).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 2, () => service.Output);
        SqliteFile.Rows($"{zone.Root}/outgoing/a.db", "SELECT amount FROM orders WHERE id = 2 ORDER BY amount").ShouldBe(["7", "9"]);
    }

    [Fact]
    public void While_the_database_is_locked_its_jobs_wait_others_run_and_the_lock_is_logged_once()
    {
        using var zone = new TestZone(
            Schema + Load("{ file: outgoing/shop.db, table: orders, create: on }"),
            TestZone.OrdersFeed.Replace("orders", "other", StringComparison.Ordinal));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-0.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        using (SqliteFile.Lock($"{zone.Root}/outgoing/shop.db"))
        {
            zone.Drop("orders-1.csv", Rows.Replace('7', '8'));
            Until.True(() => service.Output.Contains("waiting for target sqlite", StringComparison.Ordinal), () => service.Output);
            zone.Drop("other-1.csv", "id,country\n1,de\n", feed: "other");
            Until.True(() => zone.Jobs("archive", "other").Count == 1, () => service.Output);
        }

        Until.True(() => zone.Jobs("archive").Count == 2, () => service.Output);
        service.Output.Split("waiting for target").Length.ShouldBe(2);
        SqliteFile.Rows($"{zone.Root}/outgoing/shop.db", "SELECT count(*) FROM orders").ShouldBe(["4"]);
    }

    [Fact]
    public void An_outage_longer_than_give_up_fails_the_jobs_even_across_a_restart()
    {
        using var zone = new TestZone(Schema + "give-up: 3s\n" + Load("{ file: /nowhere/shop.db, table: orders, name: shop }"));
        using (var service = DropZoneProcess.RunService(zone))
        {
            zone.Drop("orders-1.csv", Rows);
            Until.True(() => service.Output.Contains("waiting for target shop", StringComparison.Ordinal), () => service.Output);
            service.Stop().ShouldBe(0);
        }

        zone.Jobs("working").ShouldHaveSingleItem();
        using var next = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Jobs("failed").Count == 1, () => next.Output);
        next.ShouldLog("failed: load-failed");
        var report = File.ReadAllText($"{zone.Jobs("failed")[0]}/report.json");
        report.ShouldContain("did not accept the output within give-up");
        report.ShouldContain("unable to open database file");
    }

    private static string Load(string sqlite) => $"load:\n  - sqlite: {sqlite}\n";
}
