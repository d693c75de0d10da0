using System.Text;
using CsCheck;
using DropZone.Csv;
using DropZone.Rules;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Rules;

/// <summary>Rows of a file go on or are put aside: byte by byte, each once. A failure prints the seed.</summary>
public sealed class SplitTests
{
    private static readonly RuleSet Rules = new()
    {
        Schemas = [new TableSchema { Fields = [new Field { Name = "id", Type = FieldType.Integer }, new Field { Name = "note" }] }],
        Dialects = [new Dialect { Delimiter = ',' }],
        BadRows = BadRows.Split,
    };

    private static readonly string[] Samples =
    [
        "1,a", "2,\"b\"", "3,\"c, \"\"d\"\"\"", "4,\"two\r\nlines\"", "5,", // good
        "x,a", "\"y\",b", "6", "7,a,b", "z,\"two\nlines\"", ",\"\"\"\",", "", // bad
    ];

    private static readonly Gen<string> Row = Gen.Int[0, Samples.Length - 1].Select(i => Samples[i]);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void Output_and_rejects_are_the_rows_of_the_original(string encodingName, bool isMarked) =>
        Gen.Select(Row.Array[1, 30], Gen.Bool, Gen.Bool, Gen.Int[1, 9]).Sample((rows, isCrLf, isEnded, chunk) =>
        {
            if (rows[^1].Length == 0)
                return; // a line end more or less, not a row
            var encoding = Encoding.GetEncoding(encodingName);
            var lineEnd = isCrLf ? "\r\n" : "\n";
            byte[] Bytes(string text) => [.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

            var (result, output, rejects) = Run(Bytes("id,note" + lineEnd + string.Join(lineEnd, rows) + (isEnded ? lineEnd : "")), chunk);
            var good = rows.Where(row => row.Length > 1 && char.IsAsciiDigit(row[0]) && row is not ("6" or "7,a,b")).ToList();
            var bad = rows.Except(good).ToHashSet();
            result.IsSplit.ShouldBe(good.Count > 0 && bad.Count > 0);
            result.Rows.Rejected.ShouldBe(rows.Count(bad.Contains));
            if (!result.IsSplit)
                return;
            Encoding.UTF8.GetString(output).ShouldBe("id,note\n" + string.Concat(good.Select(row => row + "\n")));
            rejects.ShouldBe(Bytes("id,note" + lineEnd + string.Concat(rows.Where(bad.Contains).Select(row => row + lineEnd))));

            // dropped again as they are, all of them are bad again: the rejects are a table of the same kind
            Run(rejects, chunk).Result.Rows.ShouldBe(new RowCounts(result.Rows.Rejected, 0, 0, 0, result.Rows.Rejected));
        }, iter: 2000);

    private static (ConversionResult Result, byte[] Output, byte[] Rejects) Run(byte[] text, int chunk)
    {
        using var input = new ChunkedStream(text, chunk);
        using var output = new MemoryStream();
        using var rejects = new MemoryStream();
        var result = Conversion.Compile(Rules, out _)!.Run(
            input, new ConversionOutput(output, rejects, () => new MemoryStream()), new SourceFacts("orders.csv", "job-7"), CancellationToken.None);
        return (result, output.ToArray(), rejects.ToArray());
    }
}
