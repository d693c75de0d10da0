using DropZone.EndToEnd.Harness;
using DropZone.Feeds.Targets;
using DropZone.Spool.Records;
using DropZone.Targets.Loading;
using DropZone.Targets.Sqlite;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets;

/// <summary>SQLite has every row of a load, or the load is refused, with the rows that are the reason.</summary>
public sealed class SqliteRowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("CREATE TABLE t (id INTEGER UNIQUE ON CONFLICT IGNORE, note TEXT); INSERT INTO t VALUES (3, 'old')", LoadMode.Append, "UNIQUE constraint failed: t.id")]
    [InlineData("CREATE TABLE t (id INTEGER UNIQUE ON CONFLICT REPLACE, note TEXT); INSERT INTO t VALUES (3, 'old')", LoadMode.Append, "UNIQUE constraint failed: t.id")]
    [InlineData("CREATE TABLE t (id INTEGER, note TEXT UNIQUE ON CONFLICT REPLACE, PRIMARY KEY (id)); INSERT INTO t VALUES (7, 'c')", LoadMode.Upsert, "UNIQUE constraint failed: t.note")]
    [InlineData("CREATE TABLE t (id INTEGER, note TEXT COLLATE NOCASE UNIQUE ON CONFLICT IGNORE); INSERT INTO t VALUES (0, 'C')", LoadMode.Append, "UNIQUE constraint failed: t.note")]
    [InlineData("CREATE TABLE t (id INTEGER, note TEXT); CREATE TRIGGER s BEFORE INSERT ON t WHEN NEW.id = 3 BEGIN SELECT RAISE(IGNORE); END", LoadMode.Append, "a trigger of the table skips the row. Change")]
    [InlineData("CREATE TABLE t (id INTEGER PRIMARY KEY, note TEXT); INSERT INTO t VALUES (3, 'old'); CREATE TRIGGER s BEFORE UPDATE ON t BEGIN SELECT RAISE(IGNORE); END", LoadMode.Upsert, "a trigger of the table skips the row. Change")]
    [InlineData("CREATE TABLE t (id INTEGER, note TEXT PRIMARY KEY ON CONFLICT IGNORE) WITHOUT ROWID; INSERT INTO t VALUES (0, 'c')", LoadMode.Append, "UNIQUE constraint failed: t.note")]
    public async Task A_row_that_the_table_skips_is_refused(string table, LoadMode mode, string reason)
    {
        var target = Target(table, mode);
        var row = (await LoadAsync(target, "1,a\n2,b\n3,c\n")).ShouldBeOfType<LoadResult.Refused>().Rows.ShouldHaveSingleItem();
        row.Row.ShouldBe(3);
        row.Reason.ShouldContain(reason);
        SqliteFile.Rows(target.File, "SELECT count(*) FROM t WHERE note IN ('a', 'b')").ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_value_that_a_table_would_replace_by_a_default_is_refused()
    {
        var target = Target("CREATE TABLE t (id INTEGER, note TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'x')", LoadMode.Append);
        (await LoadAsync(target, "1,\n")).ShouldBeOfType<LoadResult.Refused>().Rows.ShouldHaveSingleItem().Column.ShouldBe("note");
    }

    [Theory]
    [InlineData("id INTEGER PRIMARY KEY, note TEXT")]
    [InlineData("id TEXT PRIMARY KEY, note TEXT")]
    [InlineData("id TEXT UNIQUE, note TEXT")]
    public async Task Rows_without_a_key_are_not_doubled_by_a_second_load_but_refused(string columns)
    {
        var target = Target($"CREATE TABLE t ({columns})", LoadMode.Upsert);
        var row = (await LoadAsync(target, "1,a\n,b\n")).ShouldBeOfType<LoadResult.Refused>().Rows.ShouldHaveSingleItem();
        row.ShouldSatisfyAllConditions(() => row.Row.ShouldBe(2), () => row.Column.ShouldBe("id"), () => row.Reason.ShouldContain("Make the field `required`"));
    }

    [Fact]
    public async Task A_key_is_stored_as_it_was_sent_where_an_equal_one_is_merged()
    {
        var target = Target("CREATE TABLE t (id TEXT COLLATE NOCASE PRIMARY KEY, note TEXT); INSERT INTO t VALUES ('anna', 'old')", LoadMode.Upsert);
        (await LoadAsync(target, "ANNA,new\n", "string")).ShouldBeOfType<LoadResult.Loaded>();
        SqliteFile.Rows(target.File, "SELECT id, note FROM t").ShouldBe(["ANNA|new"]);
    }

    [Theory]
    [InlineData("CREATE TABLE b (id INTEGER, note TEXT); CREATE VIEW t AS SELECT * FROM b; CREATE TRIGGER s INSTEAD OF INSERT ON t BEGIN SELECT 1; END", LoadMode.Append, "t is a view or a virtual table")]
    [InlineData("CREATE VIRTUAL TABLE t USING rtree (id, note, less)", LoadMode.Append, "t is a view or a virtual table")]
    [InlineData("CREATE TABLE t (id INTEGER, note TEXT); INSERT INTO t VALUES (9, 'old'); CREATE TRIGGER s BEFORE DELETE ON t BEGIN SELECT RAISE(IGNORE); END", LoadMode.Replace, "keeps rows after a DELETE of all")]
    [InlineData("CREATE TABLE t (id INTEGER, note TEXT GENERATED ALWAYS AS (id || 'x'))", LoadMode.Append, "has no column note")]
    public async Task A_table_that_does_not_store_the_rows_is_refused_with_a_remedy(string table, LoadMode mode, string message)
    {
        var refusal = (await LoadAsync(Target(table, mode), "1,a\n2,b\n")).ShouldBeOfType<LoadResult.Refused>();
        refusal.Rows.ShouldBeEmpty();
        refusal.Message.ShouldContain(message);
    }

    [Fact]
    public async Task The_triggers_of_a_table_may_resolve_conflicts()
    {
        var target = Target("CREATE TABLE log (id INTEGER UNIQUE); CREATE TABLE t (id INTEGER, note TEXT); CREATE TRIGGER s AFTER INSERT ON t BEGIN INSERT OR IGNORE INTO log VALUES (1); END", LoadMode.Append);
        (await LoadAsync(target, "1,a\n2,b\n")).ShouldBeOfType<LoadResult.Loaded>();
        SqliteFile.Rows(target.File, "SELECT count(*) FROM log").ShouldBe(["1"]);
    }

    public void Dispose() => _folder.Dispose();

    private SqliteTarget Target(string table, LoadMode mode)
    {
        var target = new SqliteTarget("sqlite", _folder.At("t.db"), "t") { Mode = mode, Key = mode == LoadMode.Upsert ? ["id"] : [] };
        SqliteFile.Execute(target.File, table);
        return target;
    }

    private static async Task<LoadResult> LoadAsync(SqliteTarget target, string rows, string type = "integer")
    {
        using var job = new SealedJob($"id,note\n{rows}", [new ReceiptColumn("id", type), new ReceiptColumn("note", "string")]);
        using var loader = new SqliteLoader(target, job.Zone.Zone, TimeProvider.System);
        return await loader.LoadAsync(job.Request("sqlite", target.File, "t", "sqlite") with { FindsRefusals = true }, TestContext.Current.CancellationToken);
    }
}
