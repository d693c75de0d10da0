using System.Text.Json;
using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Jobs;

/// <summary>Rows that a database refuses: split off as bad rows, or named by their line in the delivery.</summary>
public sealed class TargetRefusalTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Feed = """
        feed: orders
        settle: 0s
        dialect: { delimiter: ";" }
        schema:
          fields:
            - { name: id, type: integer }
            - { name: note, type: string }

        """;

    private const string Rows = "id;note\n1;a\n200;b\nx;c\n3;\"d\ne\"\n5;\n";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void A_refused_row_is_split_off_with_the_bad_rows_and_reaches_no_target(string kind)
    {
        var database = server.NewDatabase();
        using var zone = new TestZone(Feed + "bad-rows: split\n" + Load(kind, database) + "  - directory: { path: outgoing/orders }\n");
        Create(zone, kind, database);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Rows);
        Until.True(() => service.Output.Contains(" split: ", StringComparison.Ordinal), () => service.Output);

        var rejects = zone.Jobs("failed").ShouldHaveSingleItem();
        File.ReadAllText($"{rejects}/rejects.csv").ShouldBe("id;note\n200;b\nx;c\n5;\n");
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.csv").ShouldBe("id;note\n1;a\n3;\"d\ne\"\n");
        Count(zone, kind, database).ShouldBe(["2"]);
        var errors = JsonDocument.Parse(File.ReadAllText($"{rejects}/report.json")).RootElement.GetProperty("errors").EnumerateArray()
            .Select(error => (error.GetProperty("code").GetString(), error.GetProperty("line").GetInt32())).ToList();
        errors.ShouldBe([("target-error", 3), ("type-error", 4), ("target-error", 7)]);
        var text = File.ReadAllText($"{rejects}/report.txt");
        text.ShouldContain("column note: ");
        text.ShouldNotContain("retry JOB");

        // the corrected rejects are delivered, and nothing twice
        File.WriteAllText($"{rejects}/rejects.csv", "id;note\n20;b\n4;c\n5;f\n");
        zone.Failed("retry", Path.GetFileName(rejects)).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 2, () => service.Output);
        Count(zone, kind, database).ShouldBe(["5"]);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void Without_a_split_the_report_names_the_line_of_the_delivery(string kind)
    {
        var database = server.NewDatabase();
        using var zone = new TestZone(Feed + Load(kind, database));
        Create(zone, kind, database);
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, "id;note\n1;a\n3;\"d\ne\"\n5;\n");
        var folder = zone.Jobs("failed").ShouldHaveSingleItem();
        var error = JsonDocument.Parse(File.ReadAllText($"{folder}/report.json")).RootElement.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        error.GetProperty("code").GetString().ShouldBe("load-failed");
        error.GetProperty("line").GetInt32().ShouldBe(5);
        error.GetProperty("message").GetString()!.ShouldContain("row 3 of the output");
        var text = File.ReadAllText($"{folder}/report.txt");
        text.ShouldContain(Path.GetFileName(folder)[17..25]);
        text.ShouldNotContain("retry JOB");
    }

    [Fact]
    public void A_row_that_only_a_second_target_refuses_is_not_split_off_and_the_report_says_where_the_output_is()
    {
        using var zone = new TestZone(Feed + "bad-rows: split\nload:\n  - sqlite: { file: outgoing/all.db, table: orders, create: on, name: first }\n"
            + "  - sqlite: { file: outgoing/shop.db, table: orders, name: second }\n");
        Create(zone, "sqlite", "");
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, "id;note\n1;a\n200;b\n");
        var text = File.ReadAllText($"{zone.Jobs("failed").ShouldHaveSingleItem()}/report.json");
        text.ShouldNotContain("Nothing was delivered");
        text.ShouldContain("The whole output was already delivered to first.");
        text.ShouldContain("The row is not split off, because the whole output is in first already.");
        SqliteFile.Rows($"{zone.Root}/outgoing/all.db", "SELECT count(*) FROM orders").ShouldBe(["2"]);
    }

    private void Create(TestZone zone, string kind, string database)
    {
        Directory.CreateDirectory($"{zone.Root}/outgoing");
        if (kind == "sqlite")
            SqliteFile.Execute($"{zone.Root}/outgoing/shop.db", "CREATE TABLE orders (id INTEGER CHECK (id < 100), note TEXT NOT NULL)");
        else
            server.Execute(database, "CREATE TABLE orders (id integer CHECK (id < 100), note text NOT NULL)");
    }

    private IReadOnlyList<string> Count(TestZone zone, string kind, string database) => kind == "sqlite"
        ? SqliteFile.Rows($"{zone.Root}/outgoing/shop.db", "SELECT count(*) FROM orders")
        : server.Rows(database, "SELECT count(*) FROM orders");

    private string Load(string kind, string database) => "load:\n" + (kind == "sqlite"
        ? "  - sqlite: { file: outgoing/shop.db, table: orders }\n"
        : $"  - postgres: {{ connection: {server.Connection(database)}, table: orders }}\n");
}
