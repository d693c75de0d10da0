using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Steps.Column;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

/// <summary>The format of outputs, in addition to the golden cases.</summary>
public sealed class OutputTests
{
    private static readonly OutputDialect Packed = new() { Gzip = true };

    [Fact]
    public void The_same_rows_are_packed_into_the_same_bytes_by_one_member_without_name_and_time()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i},x{i % 7}\n"));
        var packed = Table.Run(text, With(Packed)).Bytes;
        Table.Run(text, With(Packed), chunk: 997).Bytes.ShouldBe(packed);
        packed[..10].ShouldBe([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]);
        OutputText.Of(packed, Packed).ShouldBe(text);
        Table.Run(packed).Output.ShouldBe(text);
    }

    [Fact]
    public void A_discarded_output_is_not_a_complete_gzip_file()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i},{i * 7919L % 1_000_003}\n"));
        var bad = Table.Run(text + "1\n", With(Packed));
        bad.Result.Valid.ShouldBeFalse();
        bad.Bytes.Length.ShouldBeGreaterThan(10);
        Table.Run(bad.Bytes).Result.Counts.Keys.ShouldContain(ErrorCode.CompressionError);
    }

    [Fact]
    public void An_output_without_rows_and_header_is_still_a_gzip_file()
    {
        var bytes = Table.Run("a\n", With(Packed with { Header = false })).Bytes;
        bytes.Length.ShouldBe(20);
        OutputText.Of(bytes, Packed).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("windows-1252", "€äß“")]
    [InlineData("iso-8859-15", "€Š")]
    [InlineData("iso-2022-jp", "日本語 and ASCII 日本")]
    [InlineData("shift_jis", "日本語")]
    [InlineData("gb18030", "中文 𝄞")]
    [InlineData("utf-16BE", "𝄞 中")]
    [InlineData("utf-32", "𝄞 中")]
    [InlineData("ibm037", "[a]^é")]
    public void Output_of_every_encoding_is_read_back(string encoding, string cell)
    {
        var text = $"a,b\n{cell},\"{string.Concat(Enumerable.Repeat(cell + "\n", 5000))}\"\n";
        var output = new OutputDialect { Encoding = encoding };
        var written = Table.Run(text, With(output));
        written.Result.Valid.ShouldBeTrue();
        OutputText.Of(written.Bytes, output).ShouldBe(text);
        Table.Run(written.Bytes, new RuleSet { Dialects = [new Dialect { Delimiter = ',', Encoding = encoding }] }).Output.ShouldBe(text);
    }

    [Theory]
    [InlineData("windows-1252", "a\u0081")] // .NET writes it, but DropZone does not read it
    [InlineData("windows-1252", "ā")] // an a without its mark would be another letter
    [InlineData("iso-8859-1", "€")]
    [InlineData("us-ascii", "ä")]
    [InlineData("x-IA5-German", "ok [")]
    [InlineData("iso-2022-jp", "𝄞")]
    public void A_character_that_an_encoding_lacks_is_never_replaced(string encoding, string cell)
    {
        var output = new OutputDialect { Encoding = encoding, Delimiter = ';' };
        var table = Table.Run($"a,b\n1,x\n2,{new string('x', 300)}{cell}\n", With(output));
        (table.Error.Code, table.Error.Row, table.Error.Column).ShouldBe((ErrorCode.TransformError, 3, 2));
        table.Error.Message.ShouldBe($"\"b\" contains a character that {encoding} cannot encode. " +
            "Write `encoding: utf-8` in the output of the feed, or replace the character in an earlier step.");
        table.Result.Rows.ShouldBe(new RowCounts(2, 1, 0, 0, 1));
    }

    [Fact]
    public void A_row_is_rejected_before_anything_of_it_is_written() =>
        Table.Run("a,b\n1,x\n2,€\n3,y\n", With(new() { Encoding = "iso-8859-1" }) with { BadRows = BadRows.Split }).Output.ShouldBe("a,b\n1,x\n3,y\n");

    [Fact]
    public void Labels_of_the_schema_that_cannot_be_written_are_problems_of_the_rules()
    {
        var rules = Table.Rules(Table.Field("a"), Table.Field("=€")) with { Output = new() { Encoding = "iso-8859-1", FormulaGuard = FormulaGuard.Reject } };
        Table.Problems(rules).Select(problem => problem.Path).ShouldBe(["output.encoding", "output.csv-injection"]);
        TableConversion.Compile(rules with { Output = rules.Output with { Header = false } }, out var none);
        none.ShouldBeEmpty();
        TableConversion.Compile(rules with { Steps = [new DropStep(["=€"])] }, out none);
        none.ShouldBeEmpty();
    }

    [Fact]
    public void A_delimiter_that_the_first_line_of_the_file_names_may_not_be_the_quote()
    {
        var table = Table.Run("sep='\na'b\n1'2\n", With(new() { QuoteChar = '\'' }));
        (table.Error.Code, table.Error.Row).ShouldBe((ErrorCode.TransformError, 1));
        Table.Run("sep='\na'b\n1'2\n", With(new() { QuoteChar = '\'', Delimiter = ';' })).Output.ShouldBe("a;b\n1;2\n");
    }

    [Fact]
    public void A_cell_that_would_be_a_formula_is_reported_with_the_remedy() =>
        Table.Run("a\n=1\n", With(new() { FormulaGuard = FormulaGuard.Reject })).Error.Message.ShouldBe(
            "\"a\" begins like a formula that a spreadsheet would run. Correct the cell, or write `csv-injection: escape` in the output of the feed.");

    [Fact]
    public void A_preview_of_the_first_rows_is_a_complete_output()
    {
        var conversion = TableConversion.Compile(With(Packed with { Encoding = "iso-2022-jp" }), out _)!;
        using var output = new MemoryStream();
        var look = new ConversionOutput(output, null, () => new MemoryStream()) { MaxRows = 1 };
        conversion.Run(new MemoryStream(Encoding.UTF8.GetBytes("a\n日\n本\n")), look, Facts.Of("a.csv", "job-7"), TestContext.Current.CancellationToken);
        OutputText.Of(output.ToArray(), Packed with { Encoding = "iso-2022-jp" }).ShouldBe("a\n日\n");
    }

    [Fact]
    public void No_row_costs_an_allocation()
    {
        var output = new OutputDialect { Delimiter = ';', Quoting = Quoting.Text, Encoding = "windows-1252", FormulaGuard = FormulaGuard.Escape };
        var conversion = TableConversion.Compile(With(output), out _)!;
        long Allocated(int rows)
        {
            var text = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("=1,größe €\n", rows)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            conversion.Run(new MemoryStream(text), new ConversionOutput(Stream.Null, null, () => new MemoryStream()) { BlockSize = 0 }, Facts.Of("a.csv", "job-7"), CancellationToken.None)
                .Rows.Out.ShouldBe(rows);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(20_000);
        (Allocated(40_000) - Allocated(20_000)).ShouldBeLessThan(20_000);
    }

    private static RuleSet With(OutputDialect output) => new() { Dialects = [new Dialect { Delimiter = ',' }], Output = output };
}
