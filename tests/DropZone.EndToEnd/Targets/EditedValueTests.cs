using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Targets;

/// <summary>Columns that steps and programs edit, by the built program into real databases.</summary>
public sealed class EditedValueTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Schema = """
        feed: orders
        settle: 0s
        bad-rows: split
        schema:
          fields:
            - { name: id, type: integer }
            - { name: price, type: number, decimalChar: ",", groupChar: "." }
            - { name: day, type: date, format: "%Y-%d-%m" }
            - { name: flag, type: boolean, trueValues: ["0"], falseValues: ["1"] }
            - { name: placed, type: datetime }

        """;

    private const string Rows = "id,price,day,flag,placed\n1,\" 1.234\",2026-03-04,0,2026-07-01T00:30:00Z\n2,\"7,50\",,1,2026-01-01T12:00:00+01:00\n";

    [Fact]
    public void Edited_columns_have_the_values_of_the_schema_in_both_databases()
    {
        var (database, zone) = Zone("transform: [{ trim: [price, day, flag] }, { default: { day: 2026-31-12 } }, { add: { sum: \"{price}\" } }]\n",
            "id bigint, price numeric, day date, flag boolean, placed timestamptz, sum numeric");
        using (zone)
        {
            using var service = DropZoneProcess.RunService(zone);
            zone.Drop("1.csv", Rows);
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            server.Rows(database, "SELECT id, price, day, flag, sum, placed = '2026-01-01T11:00Z' FROM orders ORDER BY id").ShouldBe(
                ["1|1234|2026-04-03|t|1234|f", "2|7.50|2026-12-31|f|7.50|t"]);
            SqliteFile.Rows($"{zone.Root}/outgoing/shop.db", "SELECT id, price, day, flag, sum FROM orders ORDER BY id").ShouldBe(["1|1234|2026-04-03|1|1234", "2|7.5|2026-12-31|0|7.5"]);
        }
    }

    [Theory]
    [InlineData("{ map: { price: { values: { \"-\": \"\" }, absent: keep } } }", "price")]
    [InlineData("{ replace: { price: { from: x, to: y } } }", "price")]
    [InlineData("{ derive: { price: \"-{price}\" } }", "price")]
    [InlineData("{ map: { flag: { values: { x: y }, absent: keep } } }", "flag")]
    [InlineData("{ replace: { day: { from: x, to: y } } }", "day")]
    public void A_row_with_two_readings_is_split_off_before_any_database_gets_it(string step, string column)
    {
        var (database, zone) = Zone($"transform: [{{ trim: price }}, {step}]\n", "id bigint, price numeric, day date, flag text, placed timestamptz");
        using (zone)
        {
            using var service = DropZoneProcess.RunService(zone);
            zone.Drop("1.csv", "id,price,day,flag,placed\n1,1.234,2026-03-04,0,2026-07-01T00:30:00Z\n2,17,2026-04-04,,2026-07-01T00:30:00Z\n");
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            server.Rows(database, "SELECT id FROM orders").ShouldBe(["2"]);
            SqliteFile.Rows($"{zone.Root}/outgoing/shop.db", "SELECT id FROM orders").ShouldBe(["2"]);
            var report = File.ReadAllText(Directory.GetFiles($"{zone.Root}/failed", "report.txt", SearchOption.AllDirectories).ShouldHaveSingleItem());
            report.ShouldContain($"\"{column}\" has two values");
        }
    }

    [Fact]
    public void A_program_that_keeps_a_cell_does_not_change_its_number()
    {
        var (database, zone) = Zone("transform: [{ command: [cat] }]\n", "id bigint, price numeric, day text, flag text, placed timestamptz");
        using (zone)
        {
            using var service = DropZoneProcess.RunService(zone);
            zone.Drop("1.csv", "id,price,day,flag,placed\n1,1.234,,,2026-07-01T00:30:00Z\n");
            Until.True(() => zone.Jobs("failed").Count == 1, () => service.Output);
            File.ReadAllText($"{zone.Jobs("failed")[0]}/report.txt").ShouldContain("has two values");
            server.Rows(database, "SELECT count(*) FROM orders").ShouldBe(["0"]);
        }
    }

    [Fact]
    public void A_local_time_without_offset_is_refused_by_a_column_with_a_time_zone_only()
    {
        var (database, zone) = Zone("transform: [{ datetime: { placed: { to-zone: Europe/Berlin, to: \"%Y-%m-%d %H:%M:%S\" } } }]\n",
            "id bigint, price numeric, day date, flag boolean, placed timestamptz");
        using (zone)
        {
            using var service = DropZoneProcess.RunService(zone);
            zone.Drop("1.csv", Rows);
            Until.True(() => zone.Jobs("failed").Count == 1, () => service.Output);
            File.ReadAllText(Directory.GetFiles($"{zone.Root}/failed", "report.txt", SearchOption.AllDirectories)[0]).ReplaceLineEndings(" ").ShouldContain("%:z");
            server.Execute(database, "ALTER TABLE orders ALTER placed TYPE timestamp");
            zone.Drop("2.csv", Rows);
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            server.Rows(database, "SELECT placed FROM orders ORDER BY id").ShouldBe(["2026-07-01 02:30:00", "2026-01-01 12:00:00"]);
        }
    }

    private (string Database, TestZone Zone) Zone(string transform, string columns)
    {
        var database = server.NewDatabase();
        server.Execute(database, $"CREATE TABLE orders ({columns})");
        return (database, new TestZone(Schema + transform
            + $"load:\n  - sqlite: {{ file: outgoing/shop.db, table: orders, create: on }}\n  - postgres: {{ connection: {server.Connection(database)}, table: orders }}\n"));
    }
}
