using System.IO.Abstractions.TestingHelpers;
using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Spool.Records;
using DropZone.Targets.Loading;
using DropZone.Targets.Postgres;
using DropZone.Tests.Csv.Reading;
using Npgsql;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets.Values;

/// <summary>What a real PostgreSQL has after a load is what the file has, or the row was refused, whatever the settings of its role are.</summary>
public sealed class PostgresValueTests(PostgresServer server, ITestOutputHelper output) : IClassFixture<PostgresServer>
{
    private static readonly string[] Types =
    [
        "smallint", "integer", "bigint", "oid", "numeric", "numeric(5,2)", "numeric(3,-1)", "short_price", "real", "double precision", "money", "boolean", "date", "time", "time(2)", "timetz", "timestamp", "timestamp(2)",
        "timestamptz", "interval", "interval(2)", "interval day to minute", "char(5)", "varchar(3)", "text", "\"char\"", "name", "bytea", "json", "jsonb", "uuid", "inet", "cidr",
        "macaddr", "bit(3)", "varbit", "point", "circle", "numeric[]", "numeric(5,2)[]", "integer[]", "double precision[]", "text[]", "date[]", "timestamptz[]", "prices", "pair", "mood", "int4range", "numrange", "xml", "tsvector",
    ];

    private const string OwnTypes = "CREATE DOMAIN short_price AS numeric(5,2); CREATE DOMAIN prices AS short_price[]; CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TYPE pair AS (price numeric(5,2), note text)";

    private static string? _ofCases; // a database takes half a second

    [Fact]
    public async Task Every_value_is_read_as_it_was_or_its_row_is_refused()
    {
        var seed = LongForm.Seed;
        output.WriteLine($"seed {seed}; repeat with DROPZONE_TEST_SEED={seed}");
        var random = new Random(seed);
        var database = Database();
        using var loader = new PostgresLoader(Target(database));
        using var reading = server.Open(database);
        Execute(reading, "SET datestyle = 'ISO, YMD'; SET timezone = 'UTC'; SET intervalstyle = 'iso_8601'; SET lc_monetary = 'C'; " + OwnTypes);
        var (loaded, refused) = (0, 0);
        for (var round = 0; round < 120; round++)
        {
            using var file = ValueFile.Of(random);
            if (file is null)
                continue;
            var type = random.Pick(Types);
            var message = $"seed {seed}, round {round}: {file} into {type}";
            var columns = string.Join(", ", file.Output.Columns.Select(column => $"{PostgresName.QuotedPart(column.Name)} {(column.Name == "v" ? type : "text")}"));
            Execute(reading, $"DROP TABLE IF EXISTS t, dropzone_jobs; CREATE TABLE t ({columns})");
            var result = await loader.LoadAsync(file.Request("postgres", database, "t"), TestContext.Current.CancellationToken);
            if (result is LoadResult.Refused refusal)
            {
                file.Refusable.ShouldNotBeNull($"{message}: {refusal.Message}");
                refusal.Rows.ShouldHaveSingleItem($"{message}: {refusal.Message}").Column.ShouldBe("v", message);
                refused++;
                continue;
            }

            result.ShouldBeOfType<LoadResult.Loaded>(message);
            SqliteValueTests.Check(file, name => (Value(reading, name), false), message, text => PlainText.InPostgres(file.Field.Type, text, type));
            loaded++;
        }

        loaded.ShouldBeGreaterThan(15);
        refused.ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("date", "string", "03/04/2026", null)]
    [InlineData("date", "string", "today", null)]
    [InlineData("date", "string", "infinity", null)]
    [InlineData("date", "string", "20261130", null)]
    [InlineData("date", "datetime", "2026-11-30T06:30:00", null)]
    [InlineData("timestamp", "string", "now", null)]
    [InlineData("timestamp", "string", "epoch", null)]
    [InlineData("timestamp", "datetime", "2026-11-30T06:30:00+01:00", null)]
    [InlineData("timestamp(2)", "datetime", "2026-11-30T06:30:00.125", null)]
    [InlineData("timestamp", "datetime", "2026-11-30T06:30:00.1234567", null)]
    [InlineData("timestamptz", "datetime", "2026-11-30T06:30:00", "2026-11-30 06:30:00+00")]
    [InlineData("timestamptz", "datetime", "2026-11-30T06:30:00+01:00", "2026-11-30 05:30:00+00")]
    [InlineData("time", "time", "06:30:00+02:00", null)]
    [InlineData("time", "datetime", "2026-11-30T06:30:00", null)]
    [InlineData("numeric(10,2)", "number", "1.005", null)]
    [InlineData("numeric(10,2)", "number", "1.50", "1.50")]
    [InlineData("numeric(10,2)", "number", "123456789", null)]
    [InlineData("numeric", "string", "NaN", null)]
    [InlineData("numeric", "number", "NaN", "NaN")]
    [InlineData("real", "number", "16777217", null)]
    [InlineData("double precision", "number", "0.12345678901234567890", null)]
    [InlineData("double precision", "number", "1E400", null)]
    [InlineData("money", "number", "12.345", null)]
    [InlineData("integer", "string", "007", null)]
    [InlineData("integer", "integer", "2147483648", null)]
    [InlineData("boolean", "string", "tr", null)]
    [InlineData("boolean", "string", "yes", "true")]
    [InlineData("char(5)", "string", "ab ", null)]
    [InlineData("varchar(3)", "string", "abc  ", null)]
    [InlineData("\"char\"", "string", "ab", null)]
    [InlineData("bytea", "string", "a\\101", null)]
    [InlineData("jsonb", "object", "{\"a\":1,\"a\":2}", null)]
    [InlineData("uuid", "string", "{123e4567-e89b-12d3-a456-426614174000}", null)]
    [InlineData("interval", "duration", "-PT30M", "PT-30M")]
    [InlineData("interval day to minute", "duration", "PT1M30S", null)]
    [InlineData("cidr", "string", "10", null)]
    [InlineData("cidr", "string", "10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("cidr", "string", "192.168.1.5/24", null)]
    [InlineData("inet", "string", "010.0.0.1", null)]
    [InlineData("inet", "string", "2001:DB8::1/64", "2001:db8::1/64")]
    [InlineData("macaddr", "string", "08-00-2B-01-02-03", "08:00:2b:01:02:03")]
    [InlineData("macaddr", "string", "8:0:2b:1:2:3", null)]
    [InlineData("macaddr8", "string", "08:00:2b:01:02:03", null)]
    [InlineData("bit(3)", "string", "101", "101")]
    [InlineData("bit(3)", "string", "10", null)]
    [InlineData("bit(4)", "string", "xA", null)]
    [InlineData("varbit(5)", "string", "1", "1")]
    [InlineData("point", "geopoint", "90.5, 45.5", "(90.5,45.5)")]
    [InlineData("point", "geopoint", "90.12345678901234567, 45.5", null)]
    [InlineData("box", "string", "(0,0),(1,1)", null)]
    [InlineData("box", "string", "(1,1),(0,0)", "(1,1),(0,0)")]
    [InlineData("circle", "string", "<(0.10,0),1>", null)]
    [InlineData("path", "string", "((0,0),(1,1e0))", null)]
    [InlineData("numeric(5,2)[]", "string", "{1.005}", null)]
    [InlineData("numeric(5,2)[]", "string", "{ 1.50 , NULL}", "{1.50,NULL}")]
    [InlineData("numeric(5,2)[]", "string", "[0:1]={1.50,2.00}", "[0:1]={1.50,2.00}")]
    [InlineData("short_price[]", "string", "{1.005}", null)]
    [InlineData("prices", "string", "{1.005}", null)]
    [InlineData("prices", "string", "{1.00,2.50}", "{1.00,2.50}")]
    [InlineData("double precision[]", "string", "{0.1,1.10}", null)]
    [InlineData("integer[]", "string", "{{1,2},{3,007}}", null)]
    [InlineData("integer[]", "string", "{{1,2},{3,4}}", "{{1,2},{3,4}}")]
    [InlineData("integer[]", "string", "{{},{}}", null)]
    [InlineData("timestamp[]", "string", "{2026-11-30T06:30:00+01:00}", null)]
    [InlineData("date[]", "string", "{today}", null)]
    [InlineData("date[]", "string", "{2026-11-30}", "{2026-11-30}")]
    [InlineData("text[]", "string", "{\"a \\\"b\", \"NULL\", null, c d }", "{\"a \\\"b\",\"NULL\",NULL,\"c d\"}")]
    [InlineData("text[]", "string", "a,b", null)]
    [InlineData("char(3)[]", "string", "{\"a \"}", null)]
    [InlineData("mood", "string", "sad", "sad")]
    [InlineData("mood", "string", "Sad", null)]
    [InlineData("mood[]", "string", "{sad}", "{sad}")]
    [InlineData("pair", "string", "(1.005,a)", null)]
    [InlineData("pair", "string", "(1.50,a)", "(1.50,a)")]
    [InlineData("pair[]", "string", "{\"(1.005,a)\"}", null)]
    [InlineData("numrange", "string", "[1.0,2.50)", "[1.0,2.50)")]
    [InlineData("daterange", "string", "[today,infinity]", null)]
    [InlineData("int4range", "string", "[5,5)", null)]
    [InlineData("tsrange", "string", "[2026-01-01 00:00+01,2026-01-02)", null)]
    [InlineData("xml", "string", "<a>1</a>", "<a>1</a>")]
    [InlineData("tsvector", "string", "b a b", null)]
    [InlineData("int2vector", "string", "1 02", null)]
    [InlineData("regclass", "string", "1259", null)]
    [InlineData("pg_lsn", "string", "0/00", null)]
    [InlineData("money", "string", "12.5", null)]
    [InlineData("numeric", "string", "1.10", "1.10")]
    [InlineData("numeric(10,2)", "string", "1.1", null)]
    [InlineData("numeric(10,2)", "string", "1.10", "1.10")]
    [InlineData("double precision", "string", "1.10", null)]
    [InlineData("double precision", "string", "1.5", "1.5")]
    [InlineData("double precision", "string", "1000000000000000", null)]
    [InlineData("double precision", "string", "0.00001", null)]
    [InlineData("double precision", "number", "1.10", "1.1")]
    [InlineData("real", "string", "2.50", null)]
    public async Task A_column_has_the_value_or_refuses_the_row_by_its_name(string type, string field, string cell, string? stored)
    {
        _ofCases ??= Database(OwnTypes);
        var database = _ofCases;
        server.Execute(database, $"DROP TABLE IF EXISTS t, dropzone_jobs; CREATE TABLE t (id integer, v {type})");
        var result = await LoadAsync(database, $"id,v\n1,\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n", [new ReceiptColumn("id", "integer"), new ReceiptColumn("v", field)]);
        if (stored is null)
        {
            var refusal = result.ShouldBeOfType<LoadResult.Refused>();
            refusal.Message.ShouldContain("row 1 of the output, column v, ");
            refusal.Rows.ShouldHaveSingleItem().Column.ShouldBe("v");
        }
        else
        {
            result.ShouldBeOfType<LoadResult.Loaded>();
            using var reading = server.Open(database);
            Execute(reading, "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'iso_8601'");
            Value(reading, "v").ShouldBe(stored);
        }
    }

    [Fact]
    public async Task All_refused_rows_are_found_with_their_columns_and_the_whole_explanation_of_the_server()
    {
        var database = Database();
        server.Execute(database, "CREATE TABLE t (id integer PRIMARY KEY, note varchar(3) NOT NULL, CONSTRAINT small CHECK (id < 100)); "
            + "CREATE TABLE p (id integer REFERENCES t); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = 9 THEN RAISE EXCEPTION 'no nine' USING DETAIL = 'nine is taken', HINT = 'use ten'; END IF; RETURN NEW; END $$; "
            + "CREATE CONSTRAINT TRIGGER c AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");
        var rows = string.Concat(Enumerable.Range(10, 40).Select(id => $"{id},a\n"));
        var result = await LoadAsync(database, $"id,note\n1,a\n200,b\n3,\n4,long\n9,e\n1,f\n{rows}", [new ReceiptColumn("id", "integer"), new ReceiptColumn("note", "string")], findsRefusals: true);
        var refused = result.ShouldBeOfType<LoadResult.Refused>().Rows;
        refused.Select(row => row.Row).ShouldBe([2L, 3L, 4L, 5L, 6L]);
        refused[0].Reason.ShouldContain("\"small\"");
        refused[1].Column.ShouldBe("note");
        refused[2].Column.ShouldBe("note");
        refused[3].Reason.ShouldContain("no nine (P0001). nine is taken Hint: use ten");
        refused[4].Reason.ShouldContain("already exists");
        refused[4].Reason.ShouldNotContain("(1)");
        server.Rows(database, "SELECT count(*) FROM t").ShouldBe(["0"]);
    }

    [Fact]
    public async Task Rows_without_a_key_are_refused_one_by_one()
    {
        var database = Database();
        server.Execute(database, "CREATE TABLE t (id integer PRIMARY KEY, note text)");
        var result = await LoadAsync(
            database, "id,note\n1,a\n,b\n1,c\n", [new ReceiptColumn("id", "integer"), new ReceiptColumn("note", "string")], findsRefusals: true, LoadMode.Upsert);
        result.ShouldBeOfType<LoadResult.Refused>().Rows.ShouldHaveSingleItem().Row.ShouldBe(2);
    }

    private PostgresTarget Target(string database, LoadMode mode = LoadMode.Append) =>
        new("postgres", new SecretText(server.Connection(database).Trim('"'), new MockFileSystem()), "test", "t") { Mode = mode, Key = mode == LoadMode.Upsert ? ["id"] : [] };

    /// <summary>A database whose settings are those of another country.</summary>
    private string Database(string types = "SELECT 1")
    {
        var database = server.NewDatabase();
        server.Execute(database, types);
        server.Execute(database, $"ALTER DATABASE {database} SET datestyle = 'SQL, DMY'; ALTER DATABASE {database} SET timezone = 'America/New_York'; ALTER DATABASE {database} SET intervalstyle = 'sql_standard'");
        return database;
    }

    private async Task<LoadResult> LoadAsync(string database, string text, IReadOnlyList<ReceiptColumn> columns, bool findsRefusals = false, LoadMode mode = LoadMode.Append)
    {
        using var job = new SealedJob(text, columns);
        using var loader = new PostgresLoader(Target(database, mode));
        return await loader.LoadAsync(job.Request("postgres", database, "t", "postgres") with { FindsRefusals = findsRefusals }, TestContext.Current.CancellationToken);
    }

    private static string? Value(NpgsqlConnection connection, string name)
    {
        using var command = new NpgsqlCommand($"SELECT {PostgresName.QuotedPart(name)}::text FROM t", connection);
        return command.ExecuteScalar() as string;
    }

    private static void Execute(NpgsqlConnection connection, string text)
    {
        using var command = new NpgsqlCommand(text, connection);
        command.ExecuteNonQuery();
    }
}
