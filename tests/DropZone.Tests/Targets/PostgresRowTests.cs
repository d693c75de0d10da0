using System.IO.Abstractions.TestingHelpers;
using DropZone.EndToEnd.Servers;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Spool.Records;
using DropZone.Targets.Loading;
using DropZone.Targets.Postgres;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets;

/// <summary>PostgreSQL has every row of a load, or the load is refused, with the rows that are the reason.</summary>
public sealed class PostgresRowTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Skipper = "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id % 10 = 3 THEN RETURN NULL; END IF; RETURN NEW; END $$; ";
    private static readonly string Ten = string.Concat(Enumerable.Range(1, 10).Select(id => $"{id},a\n"));

    private static string? _shared; // a database takes half a second

    [Theory]
    [InlineData("CREATE TABLE t (id integer, note text); CREATE TRIGGER s BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION skip()", LoadMode.Append)]
    [InlineData("CREATE TABLE t (id integer PRIMARY KEY, note text); CREATE TRIGGER s BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION skip()", LoadMode.Upsert)]
    [InlineData("CREATE TABLE t (id integer PRIMARY KEY, note text); INSERT INTO t VALUES (3, 'old'); CREATE TRIGGER s BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION skip()", LoadMode.Upsert)]
    [InlineData("CREATE TABLE t (id integer, note text) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (100); CREATE TRIGGER s BEFORE INSERT ON t1 FOR EACH ROW EXECUTE FUNCTION skip()", LoadMode.Replace)]
    [InlineData("CREATE TABLE b (id integer, note text); CREATE VIEW t AS SELECT * FROM b; CREATE TRIGGER s INSTEAD OF INSERT ON t FOR EACH ROW EXECUTE FUNCTION skip()", LoadMode.Append)]
    [InlineData("CREATE TABLE b (id integer, note text); CREATE VIEW t AS SELECT * FROM b; CREATE RULE s AS ON INSERT TO t DO INSTEAD INSERT INTO b SELECT NEW.id, NEW.note WHERE NEW.id <> 3", LoadMode.Append)]
    public async Task A_row_that_the_table_skips_is_refused(string table, LoadMode mode)
    {
        var database = Shared(Skipper + table);
        var refusal = (await LoadAsync(database, Ten, mode)).ShouldBeOfType<LoadResult.Refused>();
        refusal.Message.ShouldContain("t in test took only 9 of 10 rows. A trigger or a rule of the table skips the others. Change");
        var row = refusal.Rows.ShouldHaveSingleItem();
        row.Row.ShouldBe(3);
        row.Reason.ShouldStartWith("a trigger or a rule of the table skips the row.");
        server.Rows(database, "SELECT count(*) FROM t WHERE note = 'a'").ShouldBe(["0"]);
    }

    [Theory]
    [InlineData("CREATE TABLE t (id integer, note text); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'b'; RETURN NEW; END $$; CREATE TRIGGER s BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", LoadMode.Append, "3|b")]
    [InlineData("CREATE TABLE b (id integer, note text); CREATE VIEW t AS SELECT * FROM b", LoadMode.Append, "3|a")]
    [InlineData("CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, note text, pair int4range); ALTER TABLE t ENABLE ROW LEVEL SECURITY", LoadMode.Append, "3|a")]
    [InlineData("CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text)", LoadMode.Upsert, "3|a")]
    public async Task A_table_that_takes_every_row_is_loaded(string table, LoadMode mode, string third)
    {
        var database = Shared(table);
        (await LoadAsync(database, Ten, mode)).ShouldBeOfType<LoadResult.Loaded>();
        server.Rows(database, "SELECT id, note FROM t ORDER BY id").ShouldSatisfyAllConditions(rows => rows.Count.ShouldBe(10), rows => rows[2].ShouldBe(third));
    }

    [Fact]
    public async Task Rows_with_one_key_are_merged_and_none_counts_as_skipped()
    {
        var database = Shared("CREATE TABLE t (id integer PRIMARY KEY, note text); INSERT INTO t VALUES (2, 'old')");
        (await LoadAsync(database, "1,a\n1,b\n2,c\n", LoadMode.Upsert)).ShouldBeOfType<LoadResult.Loaded>();
        server.Rows(database, "SELECT id, note FROM t ORDER BY id").ShouldBe(["1|b", "2|c"]);

        database = Shared("CREATE TABLE t (id integer PRIMARY KEY); INSERT INTO t VALUES (2)");
        (await LoadAsync(database, "1\n1\n2\n", LoadMode.Upsert, [new("id", "integer")])).ShouldBeOfType<LoadResult.Loaded>();
        server.Rows(database, "SELECT id FROM t ORDER BY id").ShouldBe(["1", "2"]);
    }

    [Theory]
    [InlineData("numeric", "1.0", "1.00")]
    [InlineData("text COLLATE ignoring_case", "Anna", "ANNA")]
    public async Task A_key_is_stored_as_it_was_sent_where_an_equal_one_is_merged(string type, string old, string key)
    {
        var database = Shared("CREATE COLLATION ignoring_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false); "
            + $"CREATE TABLE t (id {type} PRIMARY KEY, note text); INSERT INTO t VALUES ('{old}', 'old')");
        (await LoadAsync(database, $"{key},new\n", LoadMode.Upsert, [new("id", "string"), new("note", "string")])).ShouldBeOfType<LoadResult.Loaded>();
        server.Rows(database, "SELECT id, note FROM t").ShouldBe([$"{key}|new"]);
    }

    [Theory]
    [InlineData("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$; CREATE TRIGGER s BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION f()")]
    [InlineData("CREATE RULE s AS ON DELETE TO t DO INSTEAD NOTHING")]
    public async Task A_table_that_keeps_rows_is_not_replaced(string keeper)
    {
        var database = Shared($"CREATE TABLE t (id integer, note text); INSERT INTO t VALUES (1, 'old'); {keeper}");
        (await LoadAsync(database, Ten, LoadMode.Replace)).ShouldBeOfType<LoadResult.Refused>().Message.ShouldContain("table t keeps rows after a DELETE of all");
        server.Rows(database, "SELECT id, note FROM t").ShouldBe(["1|old"]);
    }

    [Theory]
    [InlineData("CREATE TABLE t (id integer, note text GENERATED ALWAYS AS ('x') STORED)", LoadMode.Append, "column note of table t is computed by PostgreSQL, and takes no value. Drop the column")]
    [InlineData("CREATE TABLE t (id integer, note text)", LoadMode.Upsert, "no unique or exclusion constraint matching the ON CONFLICT specification (42P10)")]
    [InlineData("CREATE TABLE t (id integer PRIMARY KEY DEFERRABLE, note text)", LoadMode.Upsert, "(55000)")]
    [InlineData("CREATE VIEW t AS SELECT 1 AS id, 'a'::text AS note", LoadMode.Append, "(55000)")]
    [InlineData("CREATE VIEW t AS SELECT DISTINCT 1 AS id, 'a'::text AS note", LoadMode.Append, "To enable inserting into the view")]
    [InlineData("CREATE MATERIALIZED VIEW t AS SELECT 1 AS id, 'a'::text AS note", LoadMode.Append, "(42809)")]
    [InlineData("CREATE TABLE t (id integer PRIMARY KEY, note integer GENERATED ALWAYS AS IDENTITY)", LoadMode.Upsert, "(428C9)")]
    [InlineData("CREATE TABLE t (id integer PRIMARY KEY, note text); CREATE RULE s AS ON INSERT TO t DO INSTEAD NOTHING", LoadMode.Upsert, "t in test took only 0 of 2 rows.")]
    public async Task A_fault_of_the_table_is_reported_once_with_a_remedy(string table, LoadMode mode, string message)
    {
        var refusal = (await LoadAsync(Shared(table), "1,1\n2,2\n", mode)).ShouldBeOfType<LoadResult.Refused>();
        refusal.Rows.ShouldBeEmpty();
        refusal.Message.ShouldContain(message);
        refusal.Message.ShouldMatch(@"\. (Hint: )?[A-Z][^.]*\.$");
    }

    [Fact]
    public async Task A_constraint_that_is_checked_at_the_commit_names_the_rows()
    {
        var database = Shared("CREATE TABLE t (id integer PRIMARY KEY, note integer REFERENCES t DEFERRABLE INITIALLY DEFERRED, UNIQUE (id) DEFERRABLE INITIALLY DEFERRED)");

        // 1 and 2 need rows behind them, 1 of the other half; 6 has no parent, and 7 only 6
        var refused = (await LoadAsync(database, "1,8\n2,3\n3,\n6,99\n7,6\n8,\n", LoadMode.Append)).ShouldBeOfType<LoadResult.Refused>().Rows;
        refused.Select(row => row.Row).ShouldBe([4L, 5L]);
        refused[0].Reason.ShouldContain("23503");
        server.Rows(database, "SELECT count(*) FROM t").ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_trigger_that_fails_for_one_row_with_a_code_of_tables_refuses_this_row()
    {
        var database = Shared("CREATE TABLE t (id integer, note text); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = 5 THEN PERFORM * FROM missing; END IF; RETURN NEW; END $$; "
            + "CREATE TRIGGER s BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");
        (await LoadAsync(database, Ten, LoadMode.Append)).ShouldBeOfType<LoadResult.Refused>().Rows.ShouldHaveSingleItem().Row.ShouldBe(5);
    }

    private string Shared(string table)
    {
        _shared ??= server.NewDatabase();
        server.Execute(_shared, $"DROP SCHEMA public CASCADE; CREATE SCHEMA public; {table}");
        return _shared;
    }

    private async Task<LoadResult> LoadAsync(string database, string rows, LoadMode mode, IReadOnlyList<ReceiptColumn>? columns = null)
    {
        using var job = new SealedJob($"{string.Join(',', (columns ?? SealedJob.IdAndNote).Select(column => column.Name))}\n{rows}", columns ?? SealedJob.IdAndNote);
        using var loader = new PostgresLoader(new PostgresTarget("postgres", new SecretText(server.Connection(database).Trim('"'), new MockFileSystem()), "test", "t") { Mode = mode, Key = mode == LoadMode.Upsert ? ["id"] : [] });
        return await loader.LoadAsync(job.Request("postgres", database, "t", "postgres") with { FindsRefusals = true }, TestContext.Current.CancellationToken);
    }
}
