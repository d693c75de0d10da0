using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Reading;

/// <summary>Bytes that are not data, in all columns of text, where no type refuses them.</summary>
public sealed class ForeignTextTests
{
    public static TheoryData<string, ErrorCode, long, string> Files() => new()
    {
        // the end of files of DOS
        { "id,name\n1,a\n\x1A", ErrorCode.ControlCharacter, 3, "Ctrl-Z" },
        { "id,name\n1,a\x1A", ErrorCode.ControlCharacter, 2, "Ctrl-Z" },
        { "id,name\n1,a\n\x1A\0\0\0\0", ErrorCode.ControlCharacter, 3, "Ctrl-Z" },
        { "id,name\r\n1,a\r\n\x1A\r\n", ErrorCode.ControlCharacter, 3, "Ctrl-Z" },
        { "id,name\n1,\"a\x1A\"\n2,b\n", ErrorCode.ControlCharacter, 2, "replaces characters" },
        { "id,name\n1,a\n\x1Aid,name\n2,b\n", ErrorCode.ControlCharacter, 3, "Ctrl-Z" },
        // printers and transmissions
        { "id,name\n1,a\n\fid,name\n2,b\n", ErrorCode.ControlCharacter, 3, "form feed" },
        { "id,name\n1,a\n\f\n2,b\n", ErrorCode.ControlCharacter, 3, "form feed" },
        { "id,name\n1,a\f\n2,b\n", ErrorCode.ControlCharacter, 2, "form feed" },
        { "\x02id,name\n1,a\n", ErrorCode.ControlCharacter, 1, "transmission" },
        { "id,name\n1,a\n\x04", ErrorCode.ControlCharacter, 3, "transmission" },
        { "id,name\n1,a\n\x03\n", ErrorCode.ControlCharacter, 3, "transmission" },
        { "id,name\n\x1B" + "E1,a\n", ErrorCode.ControlCharacter, 2, "transmission" },
        // joined files
        { "id,name\n1,a\n\uFEFFid,name\n2,b\n", ErrorCode.JoinedFiles, 3, "byte order mark" },
        { "id,name\n1,a\n\uFEFF2,b\n", ErrorCode.JoinedFiles, 3, "byte order mark" },
        { "\uFEFF\uFEFFid,name\n1,a\n", ErrorCode.JoinedFiles, 1, "byte order mark" },
        { "id,name\n1,a\n\uFEFF\"id\",\"name\"\n2,b\n", ErrorCode.JoinedFiles, 3, "byte order mark" },
        { "\"id\",\"name\"\n\"1\",\"a\"\n\uFEFF\"id\",\"name\"\n\"2\",\"b\"\n", ErrorCode.JoinedFiles, 3, "byte order mark" },
        { "id,name\n1,a\uFEFFid,name\n2,b\n", ErrorCode.JoinedFiles, 2, "within the record" },
        { "id,name\n1,a\n2,\uFEFFb\n", ErrorCode.JoinedFiles, 3, "within the record" },
        { "id,name\n1,a\n\"\uFEFF2\",b\n", ErrorCode.JoinedFiles, 3, "within the record" },
        { "id,\uFEFFname\n1,a\n", ErrorCode.JoinedFiles, 1, "within the record" },
        { "id,name\n1,a\n2,b\uFEFF", ErrorCode.JoinedFiles, 3, "within the record" },
        { "name\na\nname\nb\n", ErrorCode.RepeatedHeader, 3, "repeats the header" },
        { "name\r\na\r\n\"name\"\r\nb\r\n", ErrorCode.RepeatedHeader, 3, "repeats the header" },
        { "name\na\n\uFEFFname\nb\n", ErrorCode.JoinedFiles, 3, "byte order mark" },
        { "id,name\n1,a\nid,name\n2,b\n", ErrorCode.RepeatedHeader, 3, "repeats the header" },
        { "id,name\n1,a\n\"id\",\"name\"\n2,b\n", ErrorCode.RepeatedHeader, 3, "repeats the header" },
        { "id,name\n1,a\nname,id\nb,2\n", ErrorCode.JoinedFiles, 3, "another order" },
        // text that was lost or damaged before
        { "id,name\n1,Z\uFFFDrich\n", ErrorCode.LostCharacter, 2, "U+FFFD" },
        { "id,name\n1,\uFFFE\n", ErrorCode.LostCharacter, 2, "U+FFFE" },
        { "id,name\n1,it\u0092s\n", ErrorCode.ControlCharacter, 2, "windows-1252" },
        { "id,name\n1,\u0080 5\n", ErrorCode.ControlCharacter, 2, "U+0080" },
        { "id,name\n1,a\n\0\0\0\0", ErrorCode.NulByte, 3, "padded" },
    };

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Bytes_that_are_not_data_are_refused_with_their_cause(string text, ErrorCode code, long row, string cause)
    {
        for (var chunk = 1; chunk < 8; chunk++)
        {
            var error = Table.Run(text, chunk: chunk).Result.Errors[0];
            (error.Code, error.Row).ShouldBe((code, row));
            error.Message.ShouldContain(cause);
        }
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void They_are_refused_in_long_files_too(string text, ErrorCode code, long row, string cause)
    {
        if (row < 2)
            return;
        var lineEnd = text.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n";
        var header = text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)];
        var rows = string.Concat(Enumerable.Repeat((header.Contains(',', StringComparison.Ordinal) ? header[0] == '"' ? "\"7\",\"é\"" : "7,é" : "é") + lineEnd, 200_000));
        foreach (var after in new[] { "", text[^1] == '\n' ? rows : "" })
        {
            var error = Table.Run(header + rows + text[header.Length..] + after).Result.Errors[0];
            (error.Code, error.Row).ShouldBe((code, row + 200_000));
            error.Message.ShouldContain(cause);
        }
    }

    [Theory]
    [InlineData("id,name\n1,a\vb\n")]
    [InlineData("id,name\n1,\"a\fb\"\n")]
    [InlineData("id,name\n1,a\x1D\n")]
    [InlineData("id,name\n1,\u0085\n")]
    [InlineData("id,name\n1,￥\n")]
    [InlineData("id,name\nid,a\n")]
    [InlineData("id,name\nid,id\n")]
    [InlineData("[1],[2]\n[1],[2]\n")]
    public void Other_text_is_left_alone(string text) => Table.Run(text).Output.ShouldBe(text);

    [Fact]
    public void A_header_where_the_dialect_has_none_is_no_row() =>
        Table.Run("id,name\n1,a\n", Table.Rules(Table.Field("id"), Table.Field("name")) with { Dialects = [new Dialect { Header = false }] })
            .Error.Code.ShouldBe(ErrorCode.RepeatedHeader);

    [Fact]
    public void Good_rows_around_a_repeated_header_are_delivered_but_none_of_joined_files()
    {
        var rules = new RuleSet { BadRows = BadRows.Split };
        Table.Run("id,name\n1,a\nid,name\n2,b\n", rules).Result.IsSplit.ShouldBeTrue();
        Table.Run("id,name\n1,a\nname,id\nb,2\n", rules).Result.IsSplit.ShouldBeFalse();
        Table.Run("id,name\n1,a\n\uFEFFid,name\n2,b\n", rules).Result.IsSplit.ShouldBeFalse();
    }

    public static TheoryData<string, string, string> Declared() => new()
    {
        { "windows-1252", "Zürich", "encoding: utf-8" },
        { "windows-1252", "ÖBB", "encoding: utf-8" },
        { "windows-1252", "5 €", "encoding: utf-8" },
        { "windows-1252", "l’été", "encoding: utf-8" },
        { "windows-1252", "Привет", "encoding: utf-8" },
        { "windows-1252", "日本", "encoding: utf-8" },
        { "iso-8859-1", "Zürich", "encoding: utf-8" },
        { "iso-8859-15", "Žižek", "encoding: utf-8" },
        { "windows-1251", "Привет", "encoding: utf-8" },
        { "windows-1250", "Łódź", "encoding: utf-8" },
        { "koi8-r", "Привет", "encoding: utf-8" },
        { "ibm850", "Zürich", "encoding: utf-8" },
        { "macintosh", "Zürich", "encoding: utf-8" },
        { "gb18030", "北京上海", "encoding: utf-8" },
    };

    [Theory]
    [MemberData(nameof(Declared), DisableDiscoveryEnumeration = true)]
    public void Text_in_utf8_is_not_read_in_another_encoding(string encoding, string word, string remedy)
    {
        for (var chunk = 1; chunk < 8; chunk++)
        {
            var error = Run([.. "a,b\n1,2\n3,"u8, .. Encoding.UTF8.GetBytes(word), .. "\n"u8], encoding, chunk).Error;
            (error.Code, error.Line).ShouldBe((ErrorCode.EncodingError, 3));
            error.Message.ShouldContain(remedy);
            error.Message.ShouldNotContain("save the file as UTF-8", Case.Insensitive);
        }
    }

    [Fact]
    public void Text_in_utf8_is_found_at_the_edges_of_blocks_and_next_to_own_text()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var error = Run([.. "a\n"u8, .. new string('x', 32 * 1024 - 4 - shift).Select(c => (byte)c), .. "\n"u8, .. "ü\n"u8], "windows-1252").Error;
            error.Message.ShouldContain("is UTF-8");
        }

        Run([.. "a\nZ"u8, 0xFC, .. "rich\nZürich\n"u8], "windows-1252").Error.Line.ShouldBe(3);
    }

    [Theory]
    [InlineData("windows-1252", "« café »")]
    [InlineData("windows-1252", "“CAFÉ”…")]
    [InlineData("windows-1252", "ANDRÉ’S – déjà vu")]
    [InlineData("windows-1252", "IRMÃ, MÃE, NÃO")]
    [InlineData("windows-1252", "voilà\u00A0»")]
    [InlineData("windows-1251", "«Привет», её ёж – СССР…")]
    [InlineData("windows-1253", "«ΚΑΛΗΜΈΡΑ» Ελλάς")]
    [InlineData("koi8-r", "Привет, ёж")]
    [InlineData("macintosh", "“été” l’été «é»")]
    [InlineData("ibm850", "Zürich é")]
    [InlineData("shift_jis", "日本語ﾃｱ")]
    [InlineData("gb18030", "一二三，北京")]
    [InlineData("ibm037", "Center Deck")]
    public void Text_of_the_declared_encoding_is_read(string encoding, string word)
    {
        var bytes = CodePage(encoding).GetBytes($"a,b\n1,2\n3,\"{word}\"\n");
        Run(bytes, encoding).Output.ShouldContain(word.Contains(',', StringComparison.Ordinal) ? $"3,\"{word}\"" : word);
    }

    [Theory]
    [InlineData("latin1", (byte)0x93)]
    [InlineData("iso-8859-1", (byte)0x80)]
    [InlineData("iso-8859-15", (byte)0x92)]
    [InlineData("iso-8859-2", (byte)0x9E)]
    public void Control_characters_of_latin1_name_windows_1252(string encoding, byte found)
    {
        var error = Run([.. "a\n1\n2"u8, found, .. "\n"u8], encoding).Error;
        (error.Code, error.Line).ShouldBe((ErrorCode.EncodingError, 3));
        error.Message.ShouldContain("Declare encoding: windows-1252");
    }

    [Fact]
    public void The_remedy_names_the_encoding_of_the_feed()
    {
        Run([.. "a\n1"u8, 0x81, .. "\n"u8], "windows-1252").Error.Message.ShouldEndWith("have the file saved as windows-1252.");
        Table.Run([.. "a\n1"u8, 0xFC, .. "\n"u8]).Error.Message.ShouldContain("Save the file as UTF-8");
        Run([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a\n1\n"), 7], "windows-1252").Error.Message.ShouldEndWith("Save the file as windows-1252.");
    }

    public static TheoryData<byte[], ErrorCode, string> Damaged() => new()
    {
        { Encoding.Unicode.GetBytes("a,b\n1,2\n"), ErrorCode.NulByte, "UTF-16" },
        { Encoding.BigEndianUnicode.GetBytes("a,b\n1,2\n"), ErrorCode.NulByte, "UTF-16" },
        { [.. "a,b\n1,2\n"u8, 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], ErrorCode.EncodingError, "gzip" },
        { [.. "a,b\n1,"u8, 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80, .. "\n"u8], ErrorCode.EncodingError, "CESU-8" },
        { [.. "a,b\n1,"u8, 0xC0, 0x80, .. "\n"u8], ErrorCode.EncodingError, "Java" },
        { [.. "a,b\n1,2\n"u8, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\n3,4\n")], ErrorCode.EncodingError, "byte order mark of UTF-16" },
        { [.. "a,b\n1,Z+APw-rich\n"u8], ErrorCode.EncodingError, "UTF-7" },
        { [.. "+/v8-a,b\n1,2\n"u8], ErrorCode.EncodingError, "UTF-7" },
    };

    [Theory]
    [MemberData(nameof(Damaged), DisableDiscoveryEnumeration = true)]
    public void Damaged_text_names_its_cause(byte[] text, ErrorCode code, string cause)
    {
        var error = Table.Run(text).Result.Errors[0];
        error.Code.ShouldBe(code);
        error.Message.ShouldContain(cause);
    }

    [Fact]
    public void Compressed_data_within_other_text_is_named() =>
        Run([.. "a,b\n1,2\n"u8, 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], "windows-1252").Result.Errors[0].Message.ShouldContain("gzip");

    [Theory]
    [InlineData("a,b\n1,+49-30\n")]
    [InlineData("a,b\n1,+100-200\n")]
    [InlineData("a,b\n1,C+ABCD-\n")]
    [InlineData("a,b\n1,1+1=2\n")]
    public void A_plus_sign_is_not_utf7(string text) => Table.Run(text).Output.ShouldBe(text);

    private static Table Run(byte[] bytes, string encoding, int chunk = int.MaxValue) =>
        Table.Run(bytes, new RuleSet { Dialects = [new Dialect { Delimiter = ',', Encoding = encoding }] }, chunk);

    private static Encoding CodePage(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}
