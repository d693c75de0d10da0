using System.Text;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Reading;

public sealed class RecordFaultTests
{
    [Theory]
    [InlineData("a,b\n1,x\"y\n3,4\n", ErrorCode.StrayQuote, 2, 2, 6, 2)]
    [InlineData("a,b\n1,\"x\"y\n3,4\n", ErrorCode.StrayQuote, 2, 2, 6, 2)]
    [InlineData("a,b\n1,2\n3,\"x\n4,5\n", ErrorCode.UnterminatedQuote, 3, 3, 10, 2)]
    [InlineData("a,b\n\"1\n2\",\"x\n4,5\n", ErrorCode.UnterminatedQuote, 2, 3, 10, 2)]
    [InlineData("a,b\n1,2\0\n3,4\n", ErrorCode.NulByte, 2, 2, 6, 2)]
    [InlineData("a,b\n1,2\r3,4\n", ErrorCode.StrayCarriageReturn, 2, 2, 7, 2)]
    [InlineData("a,b\r\n1,x\ry\r\n3,4\r\n", ErrorCode.StrayCarriageReturn, 2, 2, 8, 2)]
    [InlineData("a,b\n1,2\r", ErrorCode.StrayCarriageReturn, 2, 2, 7, 2)]
    [InlineData("a,b\r1,2\n3,4\n", ErrorCode.StrayCarriageReturn, 2, 2, 7, 2)]
    public void A_fault_is_reported_once_with_its_place(string text, ErrorCode code, long row, long line, long offset, int column)
    {
        for (var chunk = 1; chunk < 20; chunk++)
        {
            var error = Table.Run(text, chunk: chunk).Error;
            (error.Code, error.Row, error.Line, error.Byte, error.Column).ShouldBe((code, row, line, offset, column), $"chunk {chunk}");
        }
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_reported_with_their_place()
    {
        var error = Table.Run([.. "a,b\n1,é"u8, 0xE9, .. "\n"u8]).Error;
        (error.Code, error.Row, error.Line, error.Byte, error.Column).ShouldBe((ErrorCode.EncodingError, 2, 2, 6, 2));
        error.Message.ShouldContain("0xE9 at offset 8");
    }

    [Theory]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("a,b\r1,2\r3,4")]
    [InlineData("a,b\r\n1,2\r\n\"3\r\",4\r\n")]
    [InlineData("a,b\n1,2\r\n3,4")]
    public void Consistent_line_ends_are_accepted(string text)
    {
        for (var chunk = 1; chunk < 10; chunk++)
            Table.Run(text, chunk: chunk).Result.Rows.ShouldBe(new RowCounts(2, 2, 0, 0, 0));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Line_ends_are_seen_across_the_ends_of_buffers(string lineEnd)
    {
        // the tokenizer fills 64 KiB at a time: every shift puts another byte of a line end on its edge
        for (var shift = 0; shift < 12; shift++)
        {
            var text = new string('h', 1 + shift) + ",b" + lineEnd + string.Concat(Enumerable.Repeat("1,\"x\ry\"" + lineEnd, 30_000));
            foreach (var chunk in new[] { 4096, 65_536, int.MaxValue })
                Table.Run(text, chunk: chunk).Result.Rows.ShouldBe(new RowCounts(30_000, 30_000, 0, 0, 0), $"shift {shift}, chunk {chunk}");
        }
    }

    [Fact]
    public void A_malformed_header_is_one_error() => Table.Run("a,b\"x\n1,2,3\n").Error.Code.ShouldBe(ErrorCode.StrayQuote);

    [Theory]
    [InlineData("PK\u0003\u0004....[Content_Types].xml", "an Excel workbook (.xlsx),")]
    [InlineData("PK\u0003\u0004....a.csv", "an Excel workbook (.xlsx) or ZIP archive")]
    [InlineData("%PDF-1.7", "a PDF document")]
    [InlineData("\uFEFF <!DOCTYPE html><p>", "an HTML page")]
    [InlineData("<?xml version='1.0'?>", "an XML document")]
    public void Files_of_other_types_are_named(string text, string named)
    {
        var error = Table.Run(text).Error;
        (error.Code, error.Row, error.Line).ShouldBe((ErrorCode.NotCsv, 0, 0));
        error.Message.ShouldContain(named);
    }

    [Fact]
    public void Binary_signatures_are_named()
    {
        Table.Run([0xD0, 0xCF, 0x11, 0xE0, 1]).Error.Message.ShouldContain("old Excel");
        Table.Run([0x1F, 0x8B, 8]).Error.Message.ShouldContain("gzip");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" \n\r\n\t\n")]
    public void A_file_without_text_is_empty(string text) => Table.Run(text).Error.Code.ShouldBe(ErrorCode.EmptyFile);

    [Fact]
    public void Utf16_with_a_mark_is_read()
    {
        var encoding = Encoding.Unicode;
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("a,é\n1,😀\n")];
        for (var chunk = 1; chunk < 8; chunk++)
            Table.Run(bytes, chunk: chunk).Output.ShouldBe("a,é\n1,😀\n");
        Table.Run([.. bytes, 0x41]).Error.Code.ShouldBe(ErrorCode.EncodingError);
    }

    [Theory]
    [InlineData("a\n1\n", ErrorCode.RecordTooLarge, 3, 3, 4)]
    [InlineData("a\n1\n\"", ErrorCode.UnterminatedQuote, 3, 3, 4)]
    [InlineData("a,b\n\"1\n\n2\",\"", ErrorCode.UnterminatedQuote, 2, 4, 11)]
    public void A_record_beyond_the_limit_is_reported_at_its_opening_quote(string start, ErrorCode code, long row, long line, long offset)
    {
        var text = new byte[(64 << 20) + (1 << 20)];
        text.AsSpan().Fill((byte)'x');
        Encoding.UTF8.GetBytes(start, text);
        var error = Table.Run(text, chunk: 1 << 20).Error;
        (error.Code, error.Row, error.Line, error.Byte).ShouldBe((code, row, line, offset));
    }

    [Theory]
    [InlineData("a;b\n1;2\n")]
    [InlineData("a\tb\n1\t2\n")]
    [InlineData("a|b\n1|2\n")]
    public void The_delimiter_is_found(string text) =>
        Table.Run(text, Table.Rules(Table.Field("a"), Table.Field("b"))).Output.ShouldBe(text);
}
