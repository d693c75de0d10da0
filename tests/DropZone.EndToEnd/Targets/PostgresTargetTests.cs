using System.Text.Json;
using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Targets;

/// <summary>Rows into a table of PostgreSQL, by the built program.</summary>
public sealed class PostgresTargetTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Schema = TestZone.TypedFeed;

    private const string Rows = "id;placed;amount;paid;note\n1;24.12.2026;1.234,50;ja;\"a;\\b\tc\nd\"\n2;n/a;7;nein;n/a\n";

    [Fact]
    public void Values_are_loaded_with_the_types_of_the_schema_into_a_created_table()
    {
        var database = server.NewDatabase();
        using var zone = new TestZone(Schema + Load(server, database, "table: orders, create: on") + "  - directory: { path: outgoing/orders }\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        server.Rows(database, "SELECT id, placed, amount, paid, note = E'a;\\\\b\\tc\\nd' AS same FROM orders ORDER BY id").ShouldBe(["1|2026-12-24|1234.50|t|t", "2|NULL|7|f|NULL"]);
        server.Rows(database, "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'orders' ORDER BY ordinal_position").ShouldBe(
            ["id|bigint", "placed|date", "amount|numeric", "paid|boolean", "note|text"]);
        server.Rows(database, "SELECT target, feed, file, rows FROM dropzone_jobs").ShouldBe(["postgres|orders|orders-1.csv|2"]);
        service.ShouldLog($"output orders in {database} on 127.0.0.1 and ");
        var receipt = JsonDocument.Parse(File.ReadAllText($"{zone.Jobs("archive")[0]}/receipt.json")).RootElement;
        receipt.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("kind").GetString()).ShouldBe(["postgres", "directory"]);
    }

    [Fact]
    public void Append_adds_upsert_replaces_the_same_key_and_replace_replaces_all_even_in_a_table_with_more_columns()
    {
        var counts = new Dictionary<string, string[]>
        {
            ["append"] = ["1|a", "1|c", "2|b", "3|d", "3|e"],
            ["upsert, key: id"] = ["1|c", "2|b", "3|e"],
            ["replace"] = ["1|c", "3|d", "3|e"],
        };
        foreach (var (mode, expected) in counts)
        {
            var database = server.NewDatabase();
            server.Execute(database, $"CREATE SCHEMA shop; CREATE TABLE shop.orders (id bigint{(mode.Contains("key", StringComparison.Ordinal) ? " PRIMARY KEY" : "")}, note text, more text DEFAULT 'x')");
            using var zone = new TestZone("feed: orders\nsettle: 0s\n" + Load(server, database, $"table: shop.orders, mode: {mode}"));
            using var service = DropZoneProcess.RunService(zone);
            zone.Drop("1.csv", "note,id\na,1\nb,2\n");
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            zone.Drop("2.csv", "id,note\n1,c\n3,d\n3,e\n");
            Until.True(() => zone.Jobs("archive").Count == 2, () => service.Output);
            server.Rows(database, "SELECT id, note FROM shop.orders ORDER BY id, note").ShouldBe(expected, mode);
            server.Rows(database, "SELECT DISTINCT more FROM shop.orders").ShouldBe(["x"]);
            server.Rows(database, "SELECT count(*) FROM shop.dropzone_jobs").ShouldBe(["2"]);
        }
    }

    [Theory]
    [InlineData("CREATE TABLE other (a int)", "there is no table orders in ")]
    [InlineData("CREATE TABLE orders (id bigint, placed date, amount numeric, paid boolean)", "table orders has no column note; it has id, placed, amount, paid")]
    [InlineData("CREATE TABLE orders (id bigint CHECK (id < 2), placed date, amount numeric, paid boolean, note text)", "row 2 of the output")]
    [InlineData("CREATE TABLE orders (id bigint, placed date, amount int, paid boolean, note text)", "row 1 of the output, column amount, invalid input syntax for type integer: \"…\" (22P02)")]
    public void A_rejected_output_fails_immediately_and_is_loaded_by_a_retry_once_the_table_is_fixed(string table, string reason)
    {
        var database = server.NewDatabase();
        server.Execute(database, table);
        using var zone = new TestZone(Schema + Load(server, database, "table: orders"));
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Rows);
        File.ReadAllText($"{zone.Jobs("failed")[0]}/report.txt").ShouldContain("load-failed");
        JsonDocument.Parse(File.ReadAllText($"{zone.Jobs("failed")[0]}/report.json")).RootElement.GetProperty("errors")[0].GetProperty("message").GetString()!.ShouldContain(reason);
        server.Rows(database, "SELECT relname FROM pg_class WHERE relname = 'dropzone_jobs'").ShouldBeEmpty("the transaction was rolled back");

        server.Execute(database, "DROP TABLE IF EXISTS orders; CREATE TABLE orders (id bigint, placed date, amount numeric, paid boolean, note text)");
        zone.Failed("retry", job).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        server.Rows(database, "SELECT count(*) FROM orders").ShouldBe(["2"]);
    }

    [Theory]
    [InlineData("wrong", "28P01")]
    [InlineData("${DROPZONE_TEST_PASSWORD}", null)]
    public void A_wrong_password_fails_immediately_and_one_from_the_environment_works_and_appears_nowhere(string password, string? code)
    {
        var database = server.NewDatabase();
        using var zone = new TestZone(Schema + Load(server, database, "table: orders, create: on", password));
        using var service = DropZoneProcess.RunService(zone, environment: new Dictionary<string, string> { ["DROPZONE_TEST_PASSWORD"] = PostgresServer.Password });
        zone.Drop("orders-1.csv", Rows);
        Until.True(() => zone.Ended() == 1, () => service.Output);
        if (code is not null)
            File.ReadAllText($"{zone.Jobs("failed")[0]}/report.json").ShouldContain(code);
        else
            zone.Jobs("archive").ShouldHaveSingleItem();
        zone.Texts().Append(service.Output).ShouldAllBe(text => !text.Contains(PostgresServer.Password));
    }

    [Fact]
    public void A_server_that_returns_receives_the_waiting_jobs_and_is_logged_once()
    {
        using var own = new PostgresServer();
        var database = own.NewDatabase();
        using var zone = new TestZone(Schema + "duplicates: process\n" + Load(own, database, "table: orders, create: on"));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-0.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        own.Stop();
        for (var i = 1; i <= 20; i++)
            zone.Drop($"orders-{i}.csv", Rows);
        Until.True(() => zone.Jobs("working").Count == 20 && service.Output.Contains("is down", StringComparison.Ordinal), () => service.Output);
        own.Start();
        Until.True(() => zone.Jobs("archive").Count == 21, () => service.Output);
        own.Rows(database, "SELECT count(*) FROM orders").ShouldBe(["42"]);
        service.Output.Split(" is down").Length.ShouldBe(2, service.Output);
        service.ShouldLog(" is reachable again after ");
    }

    private static string Load(PostgresServer server, string database, string more, string password = PostgresServer.Password) =>
        $"load:\n  - postgres: {{ connection: {server.Connection(database, password)}, {more} }}\n";
}
