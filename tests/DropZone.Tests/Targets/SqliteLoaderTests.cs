using DropZone.EndToEnd.Harness;
using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;
using DropZone.Targets.Sqlite;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets;

/// <summary>Loads into real SQLite files.</summary>
public sealed class SqliteLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteTarget _target;

    public SqliteLoaderTests() => _target = new SqliteTarget("sqlite", _folder.At("shop.db"), "orders") { Create = true };

    [Fact]
    public async Task Rows_are_loaded_with_a_record_of_their_job_and_a_second_load_adds_nothing()
    {
        using var job = new SealedJob("id,note\n1,a\n2,n/a\n", SealedJob.IdAndNote);
        for (var time = 0; time < 2; time++)
            (await Load(job, _target)).ShouldBeOfType<LoadResult.Loaded>();
        Rows("SELECT id, note FROM orders ORDER BY id").ShouldBe(["1|a", "2|NULL"]);
        Rows("SELECT target, feed, file, \"rows\" FROM dropzone_jobs").ShouldBe(["sqlite|orders|orders-1.csv|2"]);
    }

    [Fact]
    public async Task A_job_whose_delivery_was_replaced_after_its_load_is_rejected()
    {
        using var job = new SealedJob("id,note\n1,a\n", SealedJob.IdAndNote);
        await Load(job, _target);
        using var other = new SealedJob("id,note\n1,a\n", SealedJob.IdAndNote, sha256: "00") { Receipt = job.Receipt with { File = job.Receipt.File with { Sha256 = "00" } } };
        (await Load(other, _target)).ShouldBeOfType<LoadResult.Refused>().Message.ShouldContain("dropzone_jobs");
        Rows("SELECT count(*) FROM orders").ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_row_that_the_table_rejects_leaves_nothing_behind_and_is_named_without_its_values()
    {
        SqliteFile.Execute(_target.File, "CREATE TABLE orders (id INTEGER CHECK (id < 2), note TEXT)");
        using var job = new SealedJob("id,note\n1,secret\n2,secret\n", SealedJob.IdAndNote);
        var message = (await Load(job, _target)).ShouldBeOfType<LoadResult.Refused>().Message;
        message.ShouldContain("row 2 of the output");
        message.ShouldNotContain("secret");
        Rows("SELECT count(*) FROM orders").ShouldBe(["0"]);
        Rows("SELECT name FROM sqlite_master WHERE name = 'dropzone_jobs'").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_message_of_a_trigger_is_hidden_if_the_feed_has_sensitive_columns(bool hidesMessages)
    {
        SqliteFile.Execute(_target.File, "CREATE TABLE orders (id INTEGER, note TEXT); CREATE TRIGGER t BEFORE INSERT ON orders BEGIN SELECT RAISE(ABORT, 'not ' || NEW.note); END");
        using var job = new SealedJob("id,note\n1,secret\n", SealedJob.IdAndNote);
        using var loader = new SqliteLoader(_target, job.Zone.Zone, TimeProvider.System);
        var request = job.Request("sqlite", _target.File, _target.Table, _target.Name) with { HidesMessages = hidesMessages };
        var message = (await loader.LoadAsync(request, TestContext.Current.CancellationToken)).ShouldBeOfType<LoadResult.Refused>().Message;
        message.ShouldContain("row 1 of the output");
        message.Contains("secret", StringComparison.Ordinal).ShouldBe(!hidesMessages);
    }

    [Fact]
    public async Task A_file_that_is_missing_and_may_not_be_created_counts_as_down()
    {
        using var job = new SealedJob("id,note\n1,a\n", SealedJob.IdAndNote);
        (await Load(job, _target with { Create = false })).ShouldBeOfType<LoadResult.Down>().Reason.ShouldStartWith(_target.File);
    }

    [Fact]
    public async Task A_missing_table_or_column_is_rejected()
    {
        SqliteFile.Execute(_target.File, "CREATE TABLE other (a)");
        using var job = new SealedJob("id,note\n1,a\n", SealedJob.IdAndNote);
        (await Load(job, _target with { Create = false })).ShouldBeOfType<LoadResult.Refused>().Message.ShouldContain("create: true");
        SqliteFile.Execute(_target.File, "CREATE TABLE orders (id)");
        (await Load(job, _target)).ShouldBeOfType<LoadResult.Refused>().Message.ShouldContain("note");
    }

    [Fact]
    public async Task A_stop_in_a_large_load_leaves_nothing()
    {
        using var job = new SealedJob($"id,note\n{string.Concat(Enumerable.Range(1, 5000).Select(id => $"{id},a\n"))}", SealedJob.IdAndNote);
        await Should.ThrowAsync<OperationCanceledException>(() => Load(job, _target, new CancellationToken(canceled: true)));
        File.Exists(_target.File).ShouldBeTrue();
        Rows("SELECT name FROM sqlite_master").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(13, true)]
    [InlineData(14, true)]
    [InlineData(1, false)]
    [InlineData(19, false)]
    [InlineData(26, false)]
    public void Busy_full_and_unreachable_pass_and_all_else_does_not(int code, bool canPass)
    {
        var failure = new SqliteException($"SQLite Error {code}: 'the words of SQLite'.", code);
        SqliteErrorClassifier.CanPass(failure).ShouldBe(canPass);
        var result = SqliteErrorClassifier.ResultOf(failure, "/x/shop.db");
        (result is LoadResult.Down).ShouldBe(canPass);
        ((result as LoadResult.Down)?.Reason ?? ((LoadResult.Refused)result).Message).ShouldContain("the words of SQLite");
    }

    [Fact]
    public void The_statement_quotes_every_name_and_updates_all_columns()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        IReadOnlyList<DropZone.Tables.Schema.Field> columns = [new() { Name = "id" }, new() { Name = "a\"b" }];
        SqliteTable.InsertText(connection, _target, columns).ShouldBe("""INSERT INTO "orders" ("id", "a""b") VALUES (?, ?)""");
        SqliteTable.InsertText(connection, _target with { Mode = LoadMode.Upsert, Key = ["id"] }, columns)
            .ShouldBe("""INSERT INTO "orders" ("id", "a""b") VALUES (?, ?) ON CONFLICT ("id") DO UPDATE SET "id" = excluded."id", "a""b" = excluded."a""b" """.TrimEnd());
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<LoadResult> Load(SealedJob job, SqliteTarget target, CancellationToken stopping = default)
    {
        using var loader = new SqliteLoader(target, job.Zone.Zone, TimeProvider.System);
        return await loader.LoadAsync(job.Request("sqlite", target.File, target.Table, target.Name), stopping);
    }

    private IReadOnlyList<string> Rows(string query) => SqliteFile.Rows(_target.File, query);
}
