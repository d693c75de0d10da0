using System.IO.Compression;
using System.Text;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Encodings;

public sealed class PackedFileTests
{
    private const string Text = "a,b\n1,2\n3,4\n";

    private static readonly byte[] Whole = [.. Pack("a,b\n1,2\n"), .. Pack("3,4\n")];

    [Fact]
    public void All_members_are_read()
    {
        for (var chunk = 1; chunk < 20; chunk++)
            Table.Run(Whole, chunk: chunk).Output.ShouldBe(Text);
    }

    [Theory]
    [InlineData(CompressionLevel.SmallestSize)]
    [InlineData(CompressionLevel.NoCompression)]
    public void A_file_cut_at_any_byte_is_rejected(CompressionLevel level)
    {
        byte[] first = Pack("a,b\n1,2\n", level), whole = [.. first, .. Pack("3,4\n", level)];
        for (var length = 2; length < whole.Length; length++)
        {
            // the end of a member may be the end of the file
            if (length == first.Length)
                continue;
            var table = Table.Run(whole[..length]);
            (table.Error.Code, table.Error.Row, table.Error.Line, table.Output).ShouldBe((ErrorCode.CompressionError, 0, 0, ""), $"{length} bytes");
        }
    }

    [Fact]
    public void A_flipped_byte_never_gives_other_rows()
    {
        for (var at = 0; at < Whole.Length; at++)
            for (var bit = 0; bit < 8; bit++)
            {
                var damaged = (byte[])Whole.Clone();
                damaged[at] ^= (byte)(1 << bit);
                var table = Table.Run(damaged);
                // bytes such as the time of packing are under no checksum
                if (table.Result.Valid)
                    table.Output.ShouldBe(Text, $"byte {at}, bit {bit}");
                else if (at >= 2)
                    table.Error.Code.ShouldBe(ErrorCode.CompressionError, $"byte {at}, bit {bit}");
            }
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("garbage")]
    public void Data_after_the_last_member_is_rejected(string more) =>
        Table.Run([.. Whole, .. Encoding.UTF8.GetBytes(more)]).Error.Code.ShouldBe(ErrorCode.CompressionError);

    [Fact]
    public void A_file_may_unpack_to_the_limit_and_no_further()
    {
        Table.Run(Whole, new RuleSet { MaxUnpackedSize = Text.Length }).Output.ShouldBe(Text);
        var error = Table.Run(Whole, new RuleSet { MaxUnpackedSize = Text.Length - 1 }).Error;
        (error.Code, error.Row, error.Line).ShouldBe((ErrorCode.UnpackedTooLarge, 0, 0));
    }

    [Fact]
    public void Damage_near_the_end_is_an_error_of_the_whole_file()
    {
        var rows = Pack("a,b\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i},{i * 7919 % 65_537}\n")));
        foreach (var chunk in new[] { 1000, int.MaxValue })
        {
            Table.Run(rows, chunk: chunk).Result.Rows.Out.ShouldBe(100_000);
            var error = Table.Run(rows[..^3], chunk: chunk).Error;
            (error.Code, error.Row, error.Line).ShouldBe((ErrorCode.CompressionError, 0, 0));
        }

        var limited = Table.Run(rows, new RuleSet { MaxUnpackedSize = 500_000 }).Error;
        (limited.Code, limited.Row).ShouldBe((ErrorCode.UnpackedTooLarge, 0));
    }

    [Fact]
    public void An_empty_compressed_file_is_empty_and_a_file_compressed_twice_is_reported()
    {
        Table.Run(Pack("")).Error.Code.ShouldBe(ErrorCode.EmptyFile);
        Table.Run(Pack(Pack(Text))).Error.Message.ShouldContain("gzip twice");
    }

    private static byte[] Pack(string text, CompressionLevel level = CompressionLevel.SmallestSize) => Pack(Encoding.UTF8.GetBytes(text), level);

    private static byte[] Pack(byte[] bytes, CompressionLevel level = CompressionLevel.SmallestSize)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, level))
            packer.Write(bytes);
        // .NET writes nothing at all for nothing
        return packed.ToArray() is { Length: > 0 } member ? member : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }
}
