using System.Text;
using DropZone.Csv;
using DropZone.Tests.Rules;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv;

public sealed class DialectTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "a|b", "1|2")]
    [InlineData("sep=;\r\na;b\r\n1;2\r\n", "a|b", "1|2")]
    [InlineData("\uFEFFsep=\t\na\tb\n1\t2\n", "a|b", "1|2")]
    [InlineData("sep=x,b\n1,2\n", "sep=x|b", "1|2")]
    public void The_delimiter_is_found_or_named_in_the_first_line(string text, string labels, string row) =>
        Read(text, new Dialect()).ShouldBe((labels, row));

    [Fact]
    public void Comments_are_passed_over_and_end_no_quote() =>
        Read("# it's, \"new\na,b\n#,\"\n1,\"x\n# y\"\n", Comma with { CommentChar = '#' }).ShouldBe(("a|b", "1|x\n# y"));

    [Fact]
    public void Comment_rows_are_passed_over_wherever_they_stand() =>
        Read("made by x\n\na,b\n1,2\ntotal\n3,4\n", Comma with { CommentRows = [1, 2, 5] }).ShouldBe(("a|b", "1|2¶3|4"));

    [Fact]
    public void Several_header_rows_are_joined_and_what_stands_between_is_passed_over() =>
        Read("x\nNet,,Gross\nkept out\nEUR,\"of\nwhich\",EUR\n1,2,3\n", Comma with { HeaderRows = [2, 4], HeaderJoin = "-" })
            .ShouldBe(("Net-EUR|of\nwhich|Gross-EUR", "1|2|3"));

    [Fact]
    public void Without_a_header_the_first_row_is_data() => Read("1,2\n3,4\n", Comma with { Header = false }).ShouldBe(("", "1|2¶3|4"));

    [Fact]
    public void An_escape_character_takes_the_place_of_quotes() =>
        Read("a,b\n1\\,2,\"x\\\ny\"\n", Comma with { EscapeChar = '\\' }).ShouldBe(("a|b", "1,2|\"x\ny\""));

    [Fact]
    public void Initial_space_is_skipped_and_space_at_the_end_is_not() =>
        Read("a, b\n 1,  \"x, y\"\n2 , z \n", Comma with { SkipInitialSpace = true }).ShouldBe(("a|b", "1|x, y¶2 |z "));

    [Fact]
    public void A_doubled_quote_is_a_fault_where_it_means_nothing()
    {
        using var record = Open("a,b\n1,\"x\"\"y\"\n", Comma with { DoubleQuote = false });
        record.ReadHeader().ShouldBe(ReadOutcome.Record);
        record.Read().ShouldBe(ReadOutcome.Malformed);
        (record.Fault!.Code, record.Fault.Line, record.Fault.Byte, record.Fault.Column).ShouldBe((ErrorCode.StrayQuote, 2, 6, 2));
    }

    [Fact]
    public void A_null_sequence_is_told_from_other_cells()
    {
        using var record = Open("a,b\n\\N,NULL\n", Comma with { NullSequence = "\\N" });
        record.ReadHeader();
        record.Read();
        (record.IsNull(0), record.IsNull(1)).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("\uFEFFsep=;\r\n# c\r\na;b\r\n1;2\r\n3;4", "\uFEFFsep=;\r\n# c\r\na;b\r\n", "\r\n")]
    [InlineData("a;b\n", "a;b\n", "\n")]
    [InlineData("a;b\r1;2\r", "a;b\r", "\r")]
    public void All_before_the_first_row_of_data_can_be_written_again(string text, string preamble, string lineEnd)
    {
        using var record = Open(text, new Dialect { Delimiter = ';', CommentChar = '#' });
        record.ReadHeader();
        record.Read();
        Encoding.UTF8.GetString(record.Preamble).ShouldBe(preamble);
        Encoding.UTF8.GetString(record.LineEndText).ShouldBe(lineEnd);
    }

    [Theory]
    [InlineData("windows-1252", "Preis €;ä")]
    [InlineData("cp1252", "Preis €;ä")]
    [InlineData("latin-1", "ä;ö")]
    [InlineData("utf-16le", "日本;語")]
    [InlineData("UTF-16BE", "日本;語")]
    [InlineData("shift_jis", "日本;語")]
    [InlineData("ibm850", "ä;ö")]
    [InlineData("gb18030", "日本;語")]
    public void A_declared_encoding_is_read(string name, string text)
    {
        var encoding = EncodingName.Find(name).ShouldNotBeNull();
        using var record = new RecordReader(new ChunkedStream(encoding.GetBytes(text + "\n1;2\n"), 1), new Dialect { Delimiter = ';', Encoding = name });
        record.ReadHeader().ShouldBe(ReadOutcome.Record);
        record.Labels.ShouldBe(text.Split(';'));
    }

    [Fact]
    public void A_byte_order_mark_goes_before_the_declared_encoding() =>
        Read("\uFEFFä,b\n", Comma with { Encoding = "windows-1252" }).ShouldBe(("ä|b", ""));

    [Fact]
    public void Text_that_is_broken_in_the_declared_encoding_stops_the_reading()
    {
        using var record = new RecordReader(new MemoryStream([.. "a,b\n1,"u8, 0x81, 0x0A]), Comma with { Encoding = "shift_jis" });
        var outcome = record.ReadHeader();
        for (var i = 0; i < 3 && outcome == ReadOutcome.Record; i++)
            outcome = record.Read();
        (outcome, record.Fault?.Code).ShouldBe((ReadOutcome.Stopped, ErrorCode.EncodingError));
    }

    private static Dialect Comma => new() { Delimiter = ',' };

    private static RecordReader Open(string text, Dialect dialect) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)), dialect);

    /// <summary>Labels and cells with a bar between them, rows with a pilcrow.</summary>
    private static (string Labels, string Rows) Read(string text, Dialect dialect)
    {
        using var record = Open(text, dialect);
        record.ReadHeader().ShouldBe(ReadOutcome.Record);
        var labels = string.Join('|', record.Labels);
        var rows = new List<string>();
        while (record.Read() is var outcome && outcome != ReadOutcome.End)
        {
            outcome.ShouldBe(ReadOutcome.Record, record.Fault?.Message);
            rows.Add(string.Join('|', Enumerable.Range(0, record.CellCount).Select(i => Encoding.UTF8.GetString(record.Cell(i)))));
        }

        return (labels, string.Join('¶', rows));
    }
}
