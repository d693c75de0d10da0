using System.Text;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Dialects;

public sealed class DialectTests
{
    private static readonly Dialect Comma = new() { Delimiter = ',' };

    public static TheoryData<string, Dialect, string, string> Files() => new()
    {
        { "a,b\n1\\,\\\\,\"\n", Comma with { EscapeChar = '\\' }, "a|b", "1,\\|\"" },
        { "a,b\n1\\\n2,\\N\n", Comma with { EscapeChar = '\\', NullSequence = "\\N" }, "a|b", "1\n2|<null>" },
        { "a, b\n  1, \"x, \"\"y\"\n,2 \n", Comma with { SkipInitialSpace = true }, "a|b", "1|x, \"y;|2 " },
        { "a,b\n -, \"-\"\n", Comma with { SkipInitialSpace = true, NullSequence = "-" }, "a|b", "<null>|-" },
        { "1,2\n3,4\n", Comma with { Header = false }, "", "1|2;3|4" },
        { "x\na,,c\n1,2,\n3,4,5\n", Comma with { HeaderRows = [2, 3], HeaderJoin = "-" }, "a-1|2|c", "3|4|5" },
        { "a,b\nunits\n1,2\n", Comma with { CommentRows = [2] }, "a|b", "1|2" },
        { "# no \"csv\", \"\na,b\n#\n1,2\n", Comma with { CommentChar = '#' }, "a|b", "1|2" },
        { "# one\nx\"y\na,b\n1,2\n", Comma with { CommentChar = '#', CommentRows = [2] }, "a|b", "1|2" },
        { "sep=;\r\na;b\r\n1;2\r\n", Comma, "a|b", "1|2" },
        { "\uFEFFsep=;\na;b\n1;2\n", new Dialect(), "a|b", "1|2" },
        { "a,b\r1,2\r", Comma with { LineTerminator = "\r" }, "a|b", "1|2" },
        { "'a',b\n'1''',2\n", Comma with { QuoteChar = '\'' }, "a|b", "1'|2" },
        { "a\u0001b\n1\u00012\n", Comma with { Delimiter = '\x01' }, "a|b", "1|2" },
    };

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Each_dialect_gives_its_labels_and_cells(string text, Dialect dialect, string labels, string records)
    {
        for (var chunk = 1; chunk < 8; chunk++)
        {
            using var reader = new FileRecordReader(new ChunkedStream(Encoding.UTF8.GetBytes(text), chunk), dialect);
            reader.ReadHeader().ShouldBe(ReadOutcome.Record);
            string.Join('|', reader.Labels).ShouldBe(labels);
            var found = new List<string>();
            while (reader.Read() == ReadOutcome.Record)
                found.Add(string.Join('|', Enumerable.Range(0, reader.CellCount).Select(i => reader.IsNull(i) ? "<null>" : Encoding.UTF8.GetString(reader.Cell(i)))));
            reader.Fault.ShouldBeNull();
            string.Join(';', found).ShouldBe(records);
        }
    }

    [Theory]
    [InlineData("sep=;\r\n# x\r\na;b\r\n# y\r\n1;2\r\n", "sep=;\r\n# x\r\na;b\r\n# y\r\n", "\r\n", 4)]
    [InlineData("\uFEFFa,b\n1,2\n", "a,b\n", "\n", 2)]
    [InlineData("a,b\r1,2\r", "a,b\r", "\r", 2)]
    [InlineData("a,b", "a,b", "\n", 1)]
    public void Lines_before_the_data_are_kept(string text, string preamble, string lineEnd, long row)
    {
        using var reader = new FileRecordReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), Comma with { CommentChar = '#' });
        reader.ReadHeader();
        reader.Read();
        Encoding.UTF8.GetString(reader.Preamble.Span).ShouldBe(preamble);
        reader.HasByteOrderMark.ShouldBe(text[0] == '\uFEFF');
        (reader.LineEndText, reader.Row).ShouldBe((lineEnd, row));
    }

    [Fact]
    public void Cells_in_another_dialect_are_rewritten()
    {
        var rules = new RuleSet { Dialects = [Comma with { EscapeChar = '\\' }] };
        Table.Run("a,b\n1\\,2,\"\n", rules).Output.ShouldBe("a,b\n\"1,2\",\"\"\"\"\n");
        Table.Run("a, b\n1,  2 \n", new RuleSet { Dialects = [Comma with { SkipInitialSpace = true }] }).Output.ShouldBe("a,b\n1,2 \n");
        Table.Run("x,y\na,b\n1,2\n", new RuleSet { Dialects = [Comma with { HeaderRows = [1, 2] }] }).Output.ShouldBe("x a,y b\n1,2\n");
    }

    [Fact]
    public void Faults_of_a_dialect_are_reported_with_their_place()
    {
        Error("a,b\n1,\"x\"\"y\"\n", Comma with { DoubleQuote = false }).ShouldBe((ErrorCode.StrayQuote, 2, 2, 6));
        Error("a,b\n1, \"x\" \n", Comma with { SkipInitialSpace = true }).ShouldBe((ErrorCode.StrayQuote, 2, 2, 6));
        Error("a,b\r\n1,2\r\n", Comma with { LineTerminator = "\n" }).ShouldBe((ErrorCode.StrayCarriageReturn, 1, 1, 3));
        Error("a,b\n1,2\\", Comma with { EscapeChar = '\\' }).Code.ShouldBe(ErrorCode.UnterminatedQuote);
        Error("# x\n", Comma with { CommentChar = '#' }).ShouldBe((ErrorCode.EmptyFile, 0, 0, 0));
        Error("# x\n\na,b\n1,\"2\n", Comma with { CommentChar = '#', CommentRows = [2] }).ShouldBe((ErrorCode.UnterminatedQuote, 4, 4, 11));
    }

    [Theory]
    [InlineData("windows-1252", new byte[] { 0xE9, 0x80 }, "é€")]
    [InlineData("cp1252", new byte[] { 0xE9 }, "é")]
    [InlineData("latin1", new byte[] { 0xE9 }, "é")]
    [InlineData("ISO-8859-15", new byte[] { 0xA4 }, "€")]
    [InlineData("cp437", new byte[] { 0x82 }, "é")]
    [InlineData("shift_jis", new byte[] { 0x93, 0xFA }, "日")]
    [InlineData("utf8", new byte[] { 0xC3, 0xA9 }, "é")]
    public void Declared_encodings_are_read(string encoding, byte[] cell, string text)
    {
        var rules = new RuleSet { Dialects = [Comma with { Encoding = encoding }] };
        Table.Run([.. "a\n"u8, .. cell, .. "\n"u8], rules).Output.ShouldBe($"a\n{text}\n");
        // a byte order mark takes precedence over the declaration
        Table.Run("\uFEFFa\né\n", rules).Output.ShouldContain("a\né\n");
    }

    [Theory]
    [InlineData("windows-1252", (byte)0x81)]
    [InlineData("us-ascii", (byte)0x80)]
    [InlineData("shift_jis", (byte)0x93)]
    public void Bytes_that_are_invalid_in_the_encoding_are_reported_with_their_line(string encoding, byte bad)
    {
        var rules = new RuleSet { Dialects = [Comma with { Encoding = encoding }] };
        var error = Table.Run([.. "a\n1\n2"u8, bad, .. "\n"u8], rules).Error;
        (error.Code, error.Line, error.Byte).ShouldBe((ErrorCode.EncodingError, 3, 5));
    }

    private static (ErrorCode Code, long Row, long Line, long Byte) Error(string text, Dialect dialect)
    {
        var error = Table.Run(text, new RuleSet { Dialects = [dialect] }).Error;
        return (error.Code, error.Row, error.Line, error.Byte);
    }
}
