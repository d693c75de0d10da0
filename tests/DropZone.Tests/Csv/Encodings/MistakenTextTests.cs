using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Encodings;

/// <summary>Text of one encoding is not read in another one with several bytes per character, where most bytes are valid.</summary>
public sealed class MistakenTextTests
{
    private static readonly string[] Wide = ["shift_jis", "gb18030", "gb2312", "big5", "euc-jp", "euc-kr", "ks_c_5601-1987", "iso-2022-jp"];

    public static TheoryData<string, string> Words() => new(
        from encoding in Wide
        from word in (string[])["Zürich", "Müller", "Zoë", "École", "Łódź", "café", "Привет", "Ελλάδα", "東京", "서울", "日本語のテキスト", "5 €", "“quoted”", "한국어"]
        select (encoding, word));

    [Theory]
    [MemberData(nameof(Words), DisableDiscoveryEnumeration = true)]
    public void Utf8_is_not_read_in_an_encoding_with_several_bytes(string encoding, string word)
    {
        foreach (var rows in (int[])[0, 10, 20_000])
        {
            var text = "id,city\n" + string.Concat(Enumerable.Repeat("7,Ulm\n", rows)) + $"1,{word}\n2,Bonn\n";
            var error = Run(Encoding.UTF8.GetBytes(text), encoding).Result.Errors[0];
            error.Code.ShouldBe(ErrorCode.EncodingError, $"{encoding} {word}");
            if (error.Message.Contains("is UTF-8", StringComparison.Ordinal))
            {
                error.Line.ShouldBe(rows + 2);
                error.Message.ShouldContain("Declare encoding: utf-8");
            }
        }
    }

    [Theory]
    [InlineData("shift_jis", "日本語のテキスト、カタカナ")]
    [InlineData("shift_jis", "ﾃｽﾄ ｶﾌﾞｼｷｶﾞｲｼﾔ ﾔﾏﾀﾞ")]
    [InlineData("shift_jis", "ﾃｩ")]
    [InlineData("gb18030", "北京 上海 广州")]
    [InlineData("gb18030", "茅台")]
    [InlineData("gb18030", "T恤 卡拉OK")]
    [InlineData("big5", "台北 高雄")]
    [InlineData("euc-jp", "日本語 テキスト")]
    [InlineData("euc-kr", "서울 부산 대구")]
    [InlineData("iso-2022-jp", "日本語 テキスト")]
    [InlineData("utf-16le", "日本語 — Zürich 一一一 \u0A15\u0A16")]
    [InlineData("utf-16be", "日本語 — Zürich 一一一 \u0A15\u0A16")]
    [InlineData("utf-16le", "慡摣敦杨楪汫湭潰")]
    [InlineData("utf-16le", "ਪੰਜਾਬੀਭਾਸ਼ਾ ਅਬਕਖਗਘਚਛਜਝ")]
    [InlineData("utf-16be", "あいうえおかきくけこさしすせそたちつてとなにぬねの")]
    [InlineData("utf-16le", "═══════════════════════════════")]
    [InlineData("utf-16le", "••••••••••••••••••••••••••••••")]
    [InlineData("utf-16le", "中中中中中中中中中中中中中中中中中中中中")]
    public void Text_of_the_declared_encoding_is_read(string encoding, string word)
    {
        foreach (var rows in (int[])[1, 5000])
        {
            var text = "id,city\n" + string.Concat(Enumerable.Repeat($"1,{word}\n", rows));
            Run(CodePage(encoding).GetBytes(text), encoding).Output.ShouldBe(text);
        }
    }

    [Theory]
    [InlineData("id,city\n1,Ulm\n2,Bonn\n")]
    [InlineData("id,city\n1,Ulm\n2,Bonn1\n")]
    [InlineData("id,city\n1,Zürich\n2,Łódź\n")]
    [InlineData("id,city\r\n1,Zürich\r\n")]
    [InlineData("id,city\n")]
    public void Text_with_single_bytes_is_not_read_as_utf16(string text)
    {
        foreach (var encoding in (string[])["utf-16le", "utf-16be", "utf-16"])
        {
            foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(text), CodePage("windows-1252").GetBytes(text), [0xFF, 0xFE, .. Encoding.UTF8.GetBytes(text)]])
            {
                var error = Run(bytes, encoding).Result.Errors[0];
                error.Code.ShouldBe(ErrorCode.EncodingError);
                error.Message.ShouldContain("is not UTF-16");
            }
        }
    }

    [Theory]
    [InlineData("3,Bonn\n4,Ulm\n")]
    [InlineData("id,city\r\n3,Bonn\r\n")]
    [InlineData("3,a rather long name of a city somewhere")]
    public void Single_bytes_behind_text_in_utf16_are_refused(string tail)
    {
        foreach (var encoding in (string[])["utf-16le", "utf-16be"])
            foreach (var rows in (int[])[1, 20_000])
            {
                byte[] bytes = [.. CodePage(encoding).GetBytes("id,city\n" + string.Concat(Enumerable.Repeat("1,Ulm\n", rows))), .. Encoding.UTF8.GetBytes(tail)];
                var error = Run(bytes, encoding).Result.Errors[0];
                error.Code.ShouldBe(ErrorCode.EncodingError);
                error.Line.ShouldBeInRange(rows + 1, rows + 2);
            }
    }

    [Theory]
    [InlineData("utf-16le", "utf-16be")]
    [InlineData("utf-16be", "utf-16le")]
    public void Utf16_of_the_other_byte_order_is_named(string declared, string actual)
    {
        var error = Run(CodePage(actual).GetBytes("id,city\n1,Ulm\n"), declared).Result.Errors[0];
        error.Code.ShouldBe(ErrorCode.EncodingError);
        error.Message.ShouldContain($"Declare encoding: {actual}");
        Run([.. CodePage(declared).GetBytes("id,city\n1,Ulm\n2,Bonn"), .. CodePage(actual).GetBytes("id,city\n1,Ulm\n")], declared)
            .Result.Errors[0].Code.ShouldBe(ErrorCode.EncodingError);
    }

    [Fact]
    public void One_run_beside_own_text_is_found_if_it_is_long()
    {
        byte[] bytes = [.. CodePage("shift_jis").GetBytes("id,city\n1,東京\n"), .. "2,大阪市\n"u8];
        Run(bytes, "shift_jis").Result.Errors[0].Line.ShouldBe(3);
        bytes = [.. CodePage("gb18030").GetBytes("id,city\n1,北京\n"), .. "2,北京上海\n"u8];
        Run(bytes, "gb18030").Result.Errors[0].Line.ShouldBe(3);
    }

    [Fact]
    public void The_message_shows_the_misreading() =>
        Run("id,city\n1,Zürich\n"u8.ToArray(), "shift_jis").Error.Message.ShouldContain("an \"ü\" would become \"ﾃｼ\"");

    private static Table Run(byte[] bytes, string encoding) =>
        Table.Run(bytes, new RuleSet { Dialects = [new Dialect { Delimiter = ',', Encoding = encoding }] });

    private static Encoding CodePage(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}
