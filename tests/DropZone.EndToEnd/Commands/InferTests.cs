using System.IO.Abstractions;
using System.Text.Json;
using DropZone.Configuration;
using DropZone.EndToEnd.Harness;
using DropZone.Feeds;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary>
/// <c>dropzone infer</c>: every sample passes the feed that is inferred from it, and damage is reported at its place. The samples
/// are those of this project, or all files in the folder <c>DROPZONE_SAMPLES</c>.
/// </summary>
public sealed class InferTests : IDisposable
{
    private readonly TestZone _zone = new();

    public static TheoryData<string> Samples { get; } =
        new(Directory.EnumerateFiles(Environment.GetEnvironmentVariable("DROPZONE_SAMPLES") ?? Path.Combine(AppContext.BaseDirectory, "Samples"), "*.csv", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_passes_its_feed(string sample)
    {
        Infer(sample);
        var run = Check(sample);
        (run.ExitCode, run.Error).ShouldBe((0, ""));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_letter_in_a_number_is_a_type_error_in_its_line_and_column(string sample)
    {
        var feed = Infer(sample);
        var schema = feed.Rules.Schemas[0];
        var text = SampleText.Read(sample, feed.Rules.Dialects[0]);
        var column = schema.Fields.ToList().FindIndex(field => field.Type is FieldType.Integer or FieldType.Number);
        Assert.SkipWhen(column < 0, "The sample holds no column of numbers.");
        var row = text.Rows.Skip(text.Rows.Count / 2).First(row => char.IsAsciiDigit(row.Cells[column].Trim('"').LastOrDefault()));
        row.Cells[column] = row.Cells[column].Insert(row.Cells[column].TrimEnd('"').Length, "O");
        Reported(text).ShouldBe(("type-error", row.Line, column + 1, schema.Fields[column].Name));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_dropped_column_is_one_missing_label_in_the_header(string sample)
    {
        var feed = Infer(sample);
        var text = SampleText.Read(sample, feed.Rules.Dialects[0]);
        foreach (var row in text.Table)
            row.Cells.RemoveAt(0);
        Reported(text).ShouldBe(("missing-label", text.Header.Line, 1, feed.Rules.Schemas[0].Fields[0].Name));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_dropped_cell_is_a_missing_cell_in_its_line(string sample)
    {
        var feed = Infer(sample);
        var text = SampleText.Read(sample, feed.Rules.Dialects[0]);
        var row = text.Rows[text.Rows.Count / 2];
        row.Cells.RemoveAt(row.Cells.Count - 1);
        Reported(text).ShouldBe(("missing-cell", row.Line, text.Header.Cells.Count, feed.Rules.Schemas[0].Fields[^1].Name));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_swapped_delimiter_is_one_incorrect_label_that_names_it(string sample)
    {
        var feed = Infer(sample);
        var text = SampleText.Read(sample, feed.Rules.Dialects[0]);
        text.Delimiter = new[] { ';', ',', '|' }.First(other => other != text.Delimiter && !text.Header.Cells.Exists(cell => cell.Contains(other)));
        Reported(text).ShouldBe(("incorrect-label", text.Header.Line, 1, feed.Rules.Schemas[0].Fields[0].Name));
        Check(Put("damaged.csv", text.Bytes())).Output.ShouldContain("the delimiter seems to be");
    }

    [Fact]
    public void Samples_of_different_tables_are_reported_with_their_line()
    {
        var run = CommandRun.Of("infer", Put("orders.csv", "a,b\n1,2\n3\n"u8.ToArray()));
        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldContain("orders.csv, line 3: The row has 1 cell, the first row has 2.");
    }

    [Fact]
    public void Standard_input_is_a_sample_for_the_given_name()
    {
        var run = CommandRun.With("a;b\n1;2\n", "infer", "--name", "measures", "-");
        (run.ExitCode, run.Error).ShouldBe((0, "standard-input.csv: 1 row, passes\n"));
        run.Output.ShouldContain("\nfeed: measures\n");
    }

    [Theory]
    [InlineData("no such file", "/no/such.csv")]
    [InlineData("--name expects", "--name", "Orders!", "-")]
    [InlineData("FILE")]
    public void Wrong_usage_exits_with_2(string message, params string[] arguments)
    {
        var run = CommandRun.Of(["infer", .. arguments]);
        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain(message);
    }

    public void Dispose() => _zone.Dispose();

    /// <summary>Returns the only error that the check of a damaged text reports.</summary>
    private (string? Code, long Line, int Column, string? Field) Reported(SampleText text)
    {
        var run = Check(Put("damaged.csv", text.Bytes()));
        run.ExitCode.ShouldBe(1, run.Error);
        using var verdict = JsonDocument.Parse(run.Output);
        verdict.RootElement.GetProperty("errors").GetArrayLength().ShouldBe(1, verdict.RootElement.GetProperty("counts").GetRawText());
        var error = verdict.RootElement.GetProperty("errors")[0];
        return (error.GetProperty("code").GetString(), error.GetProperty("line").GetInt64(), error.GetProperty("column").GetInt32(), error.GetProperty("field").GetString());
    }

    private Feed Infer(string sample)
    {
        var run = CommandRun.Of("infer", "--name", "sample", sample);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldEndWith("passes\n");
        File.WriteAllText($"{_zone.Etc}/feeds.d/sample.yaml", run.Output);
        var configuration = ConfigurationReader.Read(new FileSystem(), _zone.Etc, out var complaints);
        complaints.ShouldBeEmpty();
        return configuration!.Feeds.Single(feed => feed.Name == "sample");
    }

    private CommandRun Check(string file) => CommandRun.Of("check", "--zone", _zone.Root, "--feed", "sample", "--format", "json", file);

    private string Put(string name, byte[] content)
    {
        var path = $"{_zone.Root}/{name}";
        File.WriteAllBytes(path, content);
        return path;
    }
}
