using System.Text;
using CsCheck;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Reading;

/// <summary>Raw text and the records it must yield are generated together. A failure prints the seed.</summary>
public sealed class GeneratedTableTests
{
    private static readonly Gen<(string Raw, string Cell)> Cell = Gen.Select(
        Gen.Char["ab ,;\"\r\nßé1"].Array[0, 6].Select(characters => new string(characters)), Gen.Bool,
        (text, quoted) => quoted || text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? ($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", text) : (text, text));

    private static readonly Gen<(string Text, string[][] Records)> File = Gen.Select(
        Gen.Int[1, 4].SelectMany(width => Cell.Array[width].Array[1, 12]), Gen.Int[0, 2].Select(i => new[] { "\n", "\r\n", "\r" }[i]), Gen.Bool,
        (rows, lineEnd, ended) => (
            string.Join(lineEnd, rows.Select(row => string.Join(',', row.Select(cell => cell.Raw)))) + (ended ? lineEnd : ""),
            rows.Select(row => row.Select(cell => cell.Cell).ToArray()).ToArray()));

    [Fact]
    public void Records_are_those_that_were_written() =>
        Gen.Select(File, Gen.Int[1, 9]).Sample((file, chunk) =>
        {
            // an empty last record without a line end is no record; a blank file has none
            if (string.IsNullOrWhiteSpace(file.Text) || file.Records[^1] is [""])
                return;
            Records(file.Text, chunk).ShouldBe(file.Records);
        }, iter: 3000);

    [Fact]
    public void The_verdict_does_not_depend_on_the_chunks() =>
        Gen.Select(Gen.Char["ab,\"\r\n\0é"].Array[0, 40].Select(characters => new string(characters)), Gen.Int[1, 9]).Sample((text, chunk) =>
        {
            var whole = Table.Run(text, Table.With(','));
            var parts = Table.Run(text, Table.With(','), chunk);
            parts.Result.Errors.ShouldBe(whole.Result.Errors);
            parts.Result.Rows.ShouldBe(whole.Result.Rows);
            parts.Output.ShouldBe(whole.Output);
        }, iter: 3000);

    [Fact]
    public void The_output_of_a_valid_run_is_valid_and_unchanged_by_a_second_run() =>
        File.Sample(file =>
        {
            var first = Table.Run(file.Text, Table.With(','));
            if (first.Result.Valid)
                Table.Run(first.Output, Table.With(',')).Output.ShouldBe(first.Output);
        }, iter: 3000);

    private static string[][] Records(string text, int chunk)
    {
        using var input = new ChunkedStream(Encoding.UTF8.GetBytes(text), chunk);
        using var reader = new FileRecordReader(input, new Dialect { Delimiter = ',' });
        var records = new List<string[]>();
        for (var outcome = reader.Read(); outcome != ReadOutcome.End; outcome = reader.Read())
        {
            outcome.ShouldBe(ReadOutcome.Record, reader.Fault?.ToString());
            records.Add([.. Enumerable.Range(0, reader.CellCount).Select(i => Encoding.UTF8.GetString(reader.Cell(i)))]);
        }

        return [.. records];
    }
}
