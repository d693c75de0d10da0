using System.Globalization;
using System.Text;
using System.Text.Json;
using DropZone.EndToEnd.Harness;
using DropZone.Feeds.Targets;
using DropZone.Spool.Records;
using DropZone.Tables.Schema;
using DropZone.Targets.Loading;
using DropZone.Targets.Sqlite;
using DropZone.Tests.Csv.Reading;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets.Values;

/// <summary>What SQLite, and JSON, have after a load is what the file has, or the row was refused.</summary>
public sealed class SqliteValueTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Types = ["INTEGER", "BIGINT", "NUMERIC", "REAL", "DOUBLE PRECISION", "TEXT", "VARCHAR(3)", "", "BLOB", "DATE", "STRING", "BOOLEAN", "INT STRICT", "REAL STRICT", "TEXT STRICT", "ANY STRICT"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Every_value_is_read_as_it_was_or_its_row_is_refused()
    {
        var seed = LongForm.Seed;
        output.WriteLine($"seed {seed}; repeat with DROPZONE_TEST_SEED={seed}");
        var random = new Random(seed);
        var (loaded, refused) = (0, 0);
        for (var round = 0; round < 80; round++)
        {
            using var file = ValueFile.Of(random);
            if (file is null)
                continue;
            CheckJson(file, $"seed {seed}, round {round}: {file}");
            var type = random.Pick(Types);
            var columns = string.Join(", ", file.Output.Columns.Select(column => $"\"{column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" {(column.Name == "v" ? type.Replace(" STRICT", "", StringComparison.Ordinal) : "TEXT")}"));
            var target = new SqliteTarget("sqlite", _folder.At($"{round}.db"), "t");
            SqliteFile.Execute(target.File, $"CREATE TABLE t ({columns}){(type.EndsWith("STRICT", StringComparison.Ordinal) ? " STRICT" : "")}");
            using var loader = new SqliteLoader(target, file.Zone, TimeProvider.System);
            var message = $"seed {seed}, round {round}: {file} into {type}";
            if (await loader.LoadAsync(file.Request("sqlite", target.File, "t"), TestContext.Current.CancellationToken) is LoadResult.Refused refusal)
            {
                file.Refusable.ShouldNotBeNull($"{message}: {refusal.Message}");
                refusal.Rows.ShouldHaveSingleItem().Row.ShouldBe(1, message);
                refused++;
                continue;
            }

            Check(file, name => Value(target.File, name), message);
            loaded++;
        }

        loaded.ShouldBeGreaterThan(15);
        refused.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("INTEGER", "string", "001", null)]
    [InlineData("INTEGER", "string", "1.0", null)]
    [InlineData("INTEGER", "string", "12E5", null)]
    [InlineData("INTEGER", "string", " 7", null)]
    [InlineData("INTEGER", "string", "+7", null)]
    [InlineData("INTEGER", "string", "7", "integer 7")]
    [InlineData("STRING", "string", "0041", null)]
    [InlineData("DATE", "string", "2026-11-30", "text 2026-11-30")]
    [InlineData("INTEGER", "integer", "007", "integer 7")]
    [InlineData("INTEGER", "integer", "9223372036854775807", "integer 9223372036854775807")]
    [InlineData("INTEGER", "integer", "9223372036854775808", null)]
    [InlineData("REAL", "integer", "9007199254740993", null)]
    [InlineData("REAL", "integer", "9007199254740992", "real 9007199254740992.0")]
    [InlineData("NUMERIC", "number", "1E400", null)]
    [InlineData("NUMERIC", "number", "1e-400", null)]
    [InlineData("NUMERIC", "number", "0.1234567890123456789", null)]
    [InlineData("NUMERIC", "number", "12.50", "real 12.5")]
    [InlineData("NUMERIC", "number", "NaN", null)]
    [InlineData("REAL", "number", "INF", "real Inf")]
    [InlineData("TEXT", "number", "0.1234567890123456789", "text 0.1234567890123456789")]
    [InlineData("TEXT", "string", "001", "text 001")]
    [InlineData("", "string", "001", "text 001")]
    [InlineData("ANY", "string", "001", null)]
    [InlineData("REAL", "string", "1.10", null)]
    [InlineData("REAL", "string", "7", null)]
    [InlineData("REAL", "string", "7.0", "real 7.0")]
    [InlineData("REAL", "string", "1.5", "real 1.5")]
    [InlineData("REAL", "string", "0.00001", null)]
    [InlineData("REAL", "string", "1000000000000000.5", null)]
    [InlineData("NUMERIC", "string", "7.0", null)]
    [InlineData("NUMERIC", "string", "12.50", null)]
    [InlineData("NUMERIC", "string", "12.5", "real 12.5")]
    [InlineData("NUMERIC", "string", "10000000000000000000", null)]
    [InlineData("FLOATING POINT", "string", "2.0", null)]
    public async Task A_column_has_the_value_or_refuses_the_row_by_its_name(string type, string field, string cell, string? stored)
    {
        var target = new SqliteTarget("sqlite", _folder.At("one.db"), "t");
        SqliteFile.Execute(target.File, $"CREATE TABLE t (id INTEGER, v {type})");
        using var job = new SealedJob($"id,v\n1,{cell}\n", [new ReceiptColumn("id", "integer"), new ReceiptColumn("v", field)]);
        using var loader = new SqliteLoader(target, job.Zone.Zone, TimeProvider.System);
        var result = await loader.LoadAsync(job.Request("sqlite", target.File, "t", "sqlite"), TestContext.Current.CancellationToken);
        if (stored is null)
        {
            var refusal = result.ShouldBeOfType<LoadResult.Refused>();
            refusal.Message.ShouldContain("row 1 of the output was rejected: column v: ");
            refusal.Message.ShouldNotContain($"\"{cell}\"");
            refusal.Rows.ShouldHaveSingleItem().Column.ShouldBe("v");
        }
        else
        {
            result.ShouldBeOfType<LoadResult.Loaded>();
            SqliteFile.Rows(target.File, "SELECT typeof(v) || ' ' || v FROM t").ShouldBe([stored]);
        }
    }

    [Fact]
    public async Task SQLite_chooses_no_number_for_a_row_without_a_key()
    {
        var target = new SqliteTarget("sqlite", _folder.At("key.db"), "t");
        SqliteFile.Execute(target.File, "CREATE TABLE t (id INTEGER PRIMARY KEY, note TEXT)");
        using var job = new SealedJob("id,note\n,a\n", SealedJob.IdAndNote);
        using var loader = new SqliteLoader(target, job.Zone.Zone, TimeProvider.System);
        var result = await loader.LoadAsync(job.Request("sqlite", target.File, "t", "sqlite"), TestContext.Current.CancellationToken);
        result.ShouldBeOfType<LoadResult.Refused>().Message.ShouldContain("column id: there is no value in the primary key");
    }

    [Fact]
    public async Task All_refused_rows_are_found_where_the_others_are_delivered()
    {
        var target = new SqliteTarget("sqlite", _folder.At("all.db"), "t");
        SqliteFile.Execute(target.File, "CREATE TABLE t (id INTEGER CHECK (id < 100), note TEXT NOT NULL)");
        using var job = new SealedJob("id,note\n1,a\n200,b\n3,\n99999999999999999999,d\n5,e\n", SealedJob.IdAndNote);
        using var loader = new SqliteLoader(target, job.Zone.Zone, TimeProvider.System);
        var result = await loader.LoadAsync(job.Request("sqlite", target.File, "t", "sqlite") with { FindsRefusals = true }, TestContext.Current.CancellationToken);
        result.ShouldBeOfType<LoadResult.Refused>().Rows.Select(row => (row.Row, row.Column)).ShouldBe([(2L, null), (3L, "note"), (4L, "id")]);
        SqliteFile.Rows(target.File, "SELECT count(*) FROM t").ShouldBe(["0"]);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Compares what a target has with what the file has.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Returns the text of a column of the target, and whether it is one of numbers.</param>
    /// <param name="message">For failures.</param>
    /// <param name="canonical">Returns a text that is the same for equal values of the column; null: by the type of the field.</param>
    internal static void Check(ValueFile file, Func<string, (string? Text, bool IsNumeric)> read, string message, Func<string, string?>? canonical = null)
    {
        string? Canonical(string? text, bool isNumeric) =>
            text is null ? null : canonical is null ? PlainText.Of(file.Field.Type, text, isNumeric) : canonical(text);

        if (file.Output.Columns.FirstOrDefault(column => column.Name == "v") is { } own)
        {
            var (text, isNumeric) = read("v");
            if (file.Plain is null && !(file.Step == "default" && file.IsOwn))
                text.ShouldBeNull(message);
            else if (file.Plain is not null && canonical is null && isNumeric && file.Field.Type == FieldType.String && !file.IsEdited)
                text.ShouldBe(file.Plain, message);
            else if (file.Plain is not null && !file.IsEdited && own.Type == file.Field.Type)
                Canonical(text, isNumeric).ShouldBe(Canonical(file.Plain, isNumeric), message);
            else if (own.MissingValues!.Contains(text ?? ""))
                text.ShouldBeNull(message);
        }

        foreach (var derived in file.Derived)
            if (file.Plain is null)
                read(derived).Text.ShouldBeNull(message);
            else if (file.Step == "add" && file.Field.Type == FieldType.String)
                read(derived).Text.ShouldBe(file.Plain, message);
            else if (file.Step == "add" && read(derived) is var (copy, isNumeric))
                Canonical(copy, isNumeric).ShouldBe(Canonical(file.Plain, isNumeric), message);
    }

    private static void CheckJson(ValueFile file, string message)
    {
        using var rows = file.Request("rabbitmq", "", "").OpenRows(booleansAsDigits: false);
        using var json = new JsonRows(rows);
        json.Read(10).ShouldBe(1, message);
        using var line = JsonDocument.Parse(Encoding.UTF8.GetString(json.Lines.Span));
        Check(file, name =>
        {
            var value = line.RootElement.GetProperty(name);
            return (value.ValueKind == JsonValueKind.Null ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), value.ValueKind == JsonValueKind.Number);
        }, message + " as JSON");
    }

    private static (string? Text, bool IsNumeric) Value(string path, string name)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"{name}\" FROM t";
        return command.ExecuteScalar() switch
        {
            null or DBNull => (null, false),
            double real => (real.ToString("R", CultureInfo.InvariantCulture) is var text && text.All(char.IsAsciiDigit) ? text + ".0" : text, true),
            long whole => (whole.ToString(CultureInfo.InvariantCulture), true),
            var text => ((string)text, false),
        };
    }
}
