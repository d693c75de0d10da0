using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Encodings;

public sealed class ForeignBytesTests
{
    [Theory]
    [InlineData("PK\u0003\u0004....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "(.ods)")]
    [InlineData("\u0089PNG\r\n\u001A\n", "PNG")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", "JPEG")]
    [InlineData("GIF89a", "GIF")]
    [InlineData("II*\0", "TIFF")]
    [InlineData("RIFF....WEBPVP8", "WebP")]
    [InlineData("7z\u00BC\u00AF\u0027\u001C", "7z")]
    [InlineData("Rar!\u001A\u0007\u0001", "RAR")]
    [InlineData("BZh91AY&SY", "bzip2")]
    [InlineData("\u00FD7zXZ\0", "xz")]
    [InlineData("\u0028\u00B5\u002F\u00FD", "zstd")]
    [InlineData("PAR1\u0015", "Parquet")]
    [InlineData("SQLite format 3\0", "SQLite")]
    [InlineData(" {\"a\": [1, 2]}", "JSON")]
    [InlineData("[{\"a\": 1}]\n", "JSON")]
    [InlineData("{\"a\": 1}\n{\"a\": 2}\n", "JSON")]
    public void Foreign_formats_are_named(string bytes, string named)
    {
        var error = Table.Run(Encoding.Latin1.GetBytes(bytes)).Error;
        error.Code.ShouldBe(ErrorCode.NotCsv);
        error.Message.ShouldContain(named);
    }

    [Theory]
    [InlineData("PAR1,BMI\n1,2\n")]
    [InlineData("[1],[2]\n[1],[2]\n")]
    [InlineData("[1]\n[2]\n")]
    [InlineData("{a},b\n1,2\n")]
    public void Text_that_may_be_csv_is_read(string text) => Table.Run(text).Result.Valid.ShouldBeTrue();

    [Theory]
    [InlineData("shift_jis", "あ")]
    [InlineData("gb18030", "𝄞あ")]
    [InlineData("euc-jp", "あ")]
    [InlineData("utf-16le", "𝄞")]
    public void A_character_is_read_whole_wherever_a_block_ends(string name, string character)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var rules = new RuleSet { Dialects = [new Dialect { Delimiter = ',', Encoding = name }] };
        var text = "a,b\n" + string.Concat(Enumerable.Repeat($"{string.Concat(Enumerable.Repeat(character, 500))},1\n", 400));
        for (var shift = 0; shift < 4; shift++)
        {
            var shifted = new string('a', shift) + text;
            Table.Run(Encoding.GetEncoding(name).GetBytes(shifted), rules).Output.ShouldBe(shifted, $"shifted by {shift}");
        }
    }
}
