using System.Text;
using CsCheck;
using DropZone.Csv.Dialects;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

/// <summary>Each row of a file is output or rejected, unchanged and exactly once. A failure prints the seed.</summary>
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

            // unchanged rejects are all rejected again: they are a table of the same dialect
            Run(rejects, chunk).Result.Rows.ShouldBe(new RowCounts(result.Rows.Rejected, 0, 0, 0, result.Rows.Rejected));
        }, iter: 2000);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Rejects_have_the_line_ends_that_the_dialect_declares(string lineTerminator)
    {
        var rules = Rules with { Dialects = [new Dialect { Delimiter = ',', LineTerminator = lineTerminator }] };
        var text = Encoding.UTF8.GetBytes($"id,note{lineTerminator}1,a{lineTerminator}x,b{lineTerminator}y,c");
        Encoding.UTF8.GetString(Run(text, 5, rules).Rejects).ShouldBe($"id,note{lineTerminator}x,b{lineTerminator}y,c{lineTerminator}");
    }

    [Theory]
    [InlineData("1", true, false)] // the header is skipped, so there are no data rows
    [InlineData("1,2,3", true, false)]
    [InlineData("2", true, false)] // between the header and the first row: rejects have it too
    [InlineData("3", true, true)]
    [InlineData("1,3", true, false)]
    [InlineData("1,4", true, true)]
    [InlineData("1", false, false)]
    [InlineData("2", false, true)]
    public void Files_with_comment_rows_by_number_below_the_first_row_cannot_be_split(string commentRows, bool header, bool isRefused)
    {
        var rules = Rules with
        {
            Dialects = [new Dialect { Delimiter = ',', Header = header, CommentRows = [.. commentRows.Split(',').Select(int.Parse)] }],
        };
        TableConversion.Compile(rules, out var problems);
        problems.Select(problem => problem.Path).ShouldBe(isRefused ? ["dialect.commentRows"] : []);
        TableConversion.Compile(rules with { BadRows = BadRows.Fail }, out problems);
        problems.ShouldBeEmpty();
        if (isRefused)
            return;

        // all rejects are rejected again: no row has become a comment
        var text = string.Concat(Enumerable.Range(1, 4).Select(i => $"# {i}\n").Take(rules.Dialects[0].CommentRows.Count));
        var rejects = Run(Encoding.UTF8.GetBytes(header ? Comments("id,note\n", text, commentRows) : text + "1,a\nx,b\ny,c\n"), 7, rules).Rejects;
        Run(rejects, 7, rules).Result.Rows.ShouldBe(new RowCounts(2, 0, 0, 0, 2));

        static string Comments(string label, string text, string rows) =>
            (rows == "2" ? label + text : rows == "1,3" ? "# 1\n" + label + "# 2\n" : text + label) + "1,a\nx,b\ny,c\n";
    }

    private static (ConversionResult Result, byte[] Output, byte[] Rejects) Run(byte[] text, int chunk, RuleSet? rules = null)
    {
        using var input = new ChunkedStream(text, chunk);
        using var output = new MemoryStream();
        using var rejects = new MemoryStream();
        var result = TableConversion.Compile(rules ?? Rules, out _)!.Run(
            input, new ConversionOutput(output, rejects, () => new MemoryStream()), Facts.Of("orders.csv", "job-7"), CancellationToken.None);
        return (result, output.ToArray(), rejects.ToArray());
    }
}
