using System.Globalization;
using System.Text;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Reading;

/// <summary>Marks of several characters, and escapes within quotes, are read exactly: values, places and raw bytes.</summary>
public sealed class MarkTokenizerTests
{
    private static readonly Dialect Bars = new() { Delimiter = ',', DelimiterText = "||" };
    private static readonly Dialect Escapes = new() { Delimiter = ',', EscapeChar = '\\', QuotesBesideEscapes = true };

    public static TheoryData<string, string, string> Delimiters() => new()
    {
        { "||", "id||name\n1||\"a||b|c\"\n2||a|b\n", "id,name\n1,a||b|c\n2,a|b\n" },
        { "||", "id||name\r\n1||\r\n||x\r\n", "id,name\n1,\n,x\n" },
        { "||", "id||name\n1||\"\"\"|\"\"|\"\"\"\n", "id,name\n1,\"\"\"|\"\"|\"\"\"\n" },
        { "||", "id||name\n\"1\"|||b\n", "id,name\n1,|b\n" },
        { "::", "id::name\n1::10:30\n2:::\"x\"\n", "" },
        { "<>", "id<>name\n1<>a<b>c\n2<><\n", "id,name\n1,a<b>c\n2,<\n" },
        { "§", "id§name\n1§a,b\n2§\"§\"\n", "id,name\n1,\"a,b\"\n2,§\n" },
        { "¦", "id¦name\n1¦Â§\n", "id,name\n1,Â§\n" },
        { "\u2063", "id\u2063name\n1\u2063\u2062\n", "id,name\n1,\u2062\n" },
        { " | ", "id | name\n1 | a |b| c\n", "id,name\n1,a |b| c\n" },
        { "\t\t", "id\t\tname\n1\t\ta\tb\n", "id,name\n1,a\tb\n" },
        { "|~|", "id|~|name\n1|~|a|b~|c\n", "id,name\n1,a|b~|c\n" },
        { "\u001F\u001E", "id\u001F\u001Ename\n1\u001F\u001Ea\u001Fb\n", "id,name\n1,a\u001Fb\n" },
        { "😀", "id😀name\n1😀😁\n", "id,name\n1,😁\n" },
    };

    [Theory]
    [MemberData(nameof(Delimiters), DisableDiscoveryEnumeration = true)]
    public void A_delimiter_of_several_bytes_separates_cells(string delimiter, string text, string output)
    {
        var rules = Rules(new Dialect { Delimiter = ',', DelimiterText = delimiter });
        for (var chunk = 1; chunk < 8; chunk++)
        {
            var table = Table.Run(text, rules, chunk);
            if (output.Length > 0)
                table.Output.Replace("\"a||b|c\"", "a||b|c", StringComparison.Ordinal).ShouldBe(output, delimiter);
            else
                table.Result.Valid.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("utf-16le", "§")]
    [InlineData("windows-1252", "§")]
    [InlineData("iso-8859-15", "£$")]
    [InlineData("utf-16be", "||")]
    [InlineData("gb18030", "||")]
    public void Its_bytes_are_those_of_the_encoding(string encoding, string delimiter)
    {
        var bytes = CodePage(encoding).GetBytes($"id{delimiter}name\n1{delimiter}über\n");
        Table.Run(bytes, Rules(new Dialect { Delimiter = ',', DelimiterText = delimiter, Encoding = encoding })).Output.ShouldBe("id,name\n1,über\n");
    }

    [Theory]
    [InlineData("a|||b", 1)]
    [InlineData("a|||||b", 1)]
    [InlineData("a||b|||", 2)]
    public void A_delimiter_that_begins_in_two_places_is_refused(string row, int column)
    {
        var error = Table.Run($"id||name||x\n1||2||3\n{row}\n", Rules(Bars)).Result.Errors[0];
        (error.Code, error.Line, error.Column).ShouldBe((ErrorCode.ExtraCell, 3, column));
    }

    [Fact]
    public void Each_delimiter_of_a_long_run_is_inspected_once() =>
        // by the square of its length it would take an hour
        Cells("a" + new string('|', 2_000_000) + "b", Bars, int.MaxValue).Count.ShouldBe(1_000_001);

    [Theory]
    [InlineData("a||||b", "a,,b")]
    [InlineData("||||", ",,")]
    [InlineData("\"a|\"||||b", "a|,,b")]
    public void Empty_cells_are_not_in_doubt(string row, string output) =>
        Table.Run($"id||name||x\n{row}\n", Rules(Bars) with { BlankRows = BlankRows.Skip }).Output.ShouldBe($"id,name,x\n{(output == ",," ? "" : output + "\n")}");

    [Theory]
    [InlineData("\"say \\\"no\\\"\"", "say \"no\"")]
    [InlineData("\"a\\\\\"", "a\\")]
    [InlineData("\"a\\\\\\\"b\"", "a\\\"b")]
    [InlineData("\"a\"\"b\"", "a\"b")]
    [InlineData("\"a,\nb\"", "a,\nb")]
    [InlineData("\"\\\"\"", "\"")]
    [InlineData("\"\\\"\\\"\"", "\"\"")]
    [InlineData("a\\,b", "a,b")]
    [InlineData("\\\"a", "\"a")]
    [InlineData("\\N", "N")]
    [InlineData("\"\\,\"", ",")]
    [InlineData("\"é\\é\"", "éé")]
    public void Escapes_within_quotes_are_read(string cell, string value)
    {
        for (var chunk = 1; chunk < 8; chunk++)
            Cells($"id,name\n1,{cell}\n2,x\n", Escapes, chunk).ShouldBe(["id", "name", "1", value, "2", "x"]);
    }

    [Theory]
    [InlineData("1,\"a\\\"\n", ErrorCode.UnterminatedQuote, 2)]
    [InlineData("1,\"a\\\"\"x\n", ErrorCode.StrayQuote, 2)]
    [InlineData("1,a\"b\n", ErrorCode.StrayQuote, 2)]
    [InlineData("1,a\\", ErrorCode.UnterminatedQuote, 2)]
    [InlineData("1,\"a", ErrorCode.UnterminatedQuote, 2)]
    public void Misplaced_quotes_and_escapes_are_refused(string row, ErrorCode code, int column)
    {
        for (var chunk = 1; chunk < 4; chunk++)
        {
            var error = Table.Run("id,name\n" + row, Rules(Escapes), chunk).Result.Errors[0];
            (error.Code, error.Line, error.Column).ShouldBe((code, 2, column));
        }
    }

    [Fact]
    public void Without_doubled_quotes_two_quotes_are_misplaced() =>
        Table.Run("id,name\n1,\"a\"\"b\"\n", Rules(Escapes with { DoubleQuote = false })).Error.Code.ShouldBe(ErrorCode.StrayQuote);

    [Theory]
    [InlineData("//")]
    [InlineData("REM ")]
    [InlineData("§")]
    public void Rows_with_a_comment_of_several_characters_are_skipped_and_counted(string comment)
    {
        var dialect = new Dialect { Delimiter = ',', CommentText = comment };
        var table = Table.Run($"{comment} head\nid,name\n{comment}\n1,/a\n{comment} \"x\n2\n", Rules(dialect));
        (table.Error.Code, table.Error.Line, table.Error.Row).ShouldBe((ErrorCode.MissingCell, 6, 6));
        Table.Run($"id,name\n1,{comment}\n", Rules(dialect)).Output.ShouldBe($"id,name\n1,{comment}\n");
    }

    [Fact]
    public void A_null_sequence_space_and_a_header_of_two_rows_work_as_with_one_character()
    {
        var dialect = Bars with { SkipInitialSpace = true, NullSequence = "\\N", HeaderRows = [1, 2] };
        Table.Run("a||b\nx||y\n 1|| \"p||q\"\n2|| \\N\n", Rules(dialect)).Output.ShouldBe("a x,b y\n1,p||q\n2,\\N\n");
        Cells("id,name\n1,\\N\n", Escapes with { NullSequence = "\\N" }, 1)[3].ShouldBe("\\N");
    }

    [Fact]
    public void Rejects_have_the_bytes_of_the_file_and_errors_their_places()
    {
        var rules = Rules(Bars with { Encoding = "windows-1252" }) with
        {
            Schemas = [new TableSchema { Fields = [Table.Field("id", FieldType.Integer), Table.Field("näme")] }],
            BadRows = BadRows.Split,
        };
        using var rejects = new MemoryStream();
        using var output = new MemoryStream();
        var file = "id||näme\r\n1||\"ä||\"\r\nx||\"a\r\n|b\"\r\n2||c\r\n3\r\n";
        var result = TableConversion.Compile(rules, out _)!.Run(new MemoryStream(CodePage("windows-1252").GetBytes(file)),
            new ConversionOutput(output, rejects, () => new MemoryStream()), Facts.Of("orders.csv", "job-7"), TestContext.Current.CancellationToken);
        result.IsSplit.ShouldBeTrue();
        CodePage("windows-1252").GetString(rejects.ToArray()).ShouldBe("id||näme\r\nx||\"a\r\n|b\"\r\n3\r\n");
        Encoding.UTF8.GetString(output.ToArray()).ShouldBe("id,näme\n1,ä||\n2,c\n");
        result.Errors.Select(error => (error.Code, error.Row, error.Line, error.Byte, error.Column)).ShouldBe(
            [(ErrorCode.TypeError, 3, 3, 22, 1), (ErrorCode.MissingCell, 5, 6, 40, 2)]);
    }

    [Fact]
    public void A_long_file_and_long_records_are_read_to_their_end()
    {
        var cell = new string('x', 200_000) + "||" + new string('y', 70_000);
        var text = new StringBuilder("id||name\n");
        for (var i = 0; i < 20_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i}||a|b{i}\n");
        text.Append("1||\"").Append(cell).Append("\"\n2||z");
        var cells = Cells(text.ToString(), Bars, int.MaxValue);
        cells.Count.ShouldBe(2 * 20_003);
        cells[^3].ShouldBe(cell);
        cells[^5].ShouldBe("a|b19999");
    }

    [Fact]
    public void With_marks_of_one_character_it_reads_what_csvhelper_reads()
    {
        var random = new Random(28);
        for (var run = 0; run < 3000; run++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.GetItems<string>([",", "\"", "\n", "\r\n", "a", "é", "b", "\r"], 1)[0])));
            foreach (var dialect in (Dialect[])[new() { Delimiter = ',' }, new() { Delimiter = ',', EscapeChar = 'b' }])
            {
                var expected = Faults(text, dialect);
                // the same, but a comment that does not occur needs the other tokenizer
                Faults(text, dialect with { CommentText = "##" }).ShouldBe(expected, $"run {run}: {Convert.ToHexString(text)}");
            }
        }
    }

    private static List<string> Faults(byte[] text, Dialect dialect)
    {
        using var record = new FileRecordReader(new MemoryStream(text), dialect with { Header = false });
        var found = new List<string>();
        while (record.Read() is not ReadOutcome.End and var outcome)
        {
            found.Add($"{outcome} {record.Row} {record.Line} {record.Byte} {record.Fault?.Code}");
            if (outcome == ReadOutcome.Record)
                for (var i = 0; i < record.CellCount; i++)
                    found.Add(Convert.ToHexString(record.Cell(i)) + " " + Convert.ToHexString(record.RawCell(i)));
        }

        return found;
    }

    private static List<string> Cells(string text, Dialect dialect, int chunk)
    {
        using var record = new FileRecordReader(new ChunkedStream(Encoding.UTF8.GetBytes(text), chunk), dialect with { Header = false });
        var cells = new List<string>();
        while (record.Read() == ReadOutcome.Record)
            for (var i = 0; i < record.CellCount; i++)
                cells.Add(Encoding.UTF8.GetString(record.Cell(i)));
        return cells;
    }

    private static RuleSet Rules(Dialect dialect) => new() { Dialects = [dialect] };

    private static Encoding CodePage(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}
