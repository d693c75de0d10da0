using System.IO.Compression;
using System.Text;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Encodings;

public sealed class UnpackedTests
{
    private static readonly byte[] TwoMembers = [.. Packed("a,b\n1,2\n"), .. Packed("3,4\n5,6\n")];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public void Every_member_is_read(int chunk) => Table.Run(TwoMembers, chunk: chunk).Output.ShouldBe("a,b\n1,2\n3,4\n5,6\n");

    [Fact]
    public void A_large_file_is_the_same_unpacked()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{i},{i % 7}\n"));
        Table.Run(Packed(text)).Output.ShouldBe(text);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_rejected_completely()
    {
        var whole = Packed("a,b\n1,2\n").Length;
        for (var length = 3; length < TwoMembers.Length; length++)
        {
            if (length == whole)
                continue; // a whole file, of one member
            var table = Table.Run(TwoMembers[..length]);
            table.Result.Counts.ShouldContainKey(ErrorCode.CompressionError, $"cut to {length} bytes");
            table.Result.IsSplit.ShouldBeFalse();
        }
    }

    [Fact]
    public void A_damaged_byte_is_never_taken_for_other_content()
    {
        for (var at = 3; at < TwoMembers.Length; at++)
        {
            byte[] damaged = [.. TwoMembers];
            damaged[at] ^= 0x20;
            var table = Table.Run(damaged);
            if (table.Result.Valid)
                table.Output.ShouldBe("a,b\n1,2\n3,4\n5,6\n", $"byte {at}"); // a byte of the header that means nothing, its time for one
            else
                table.Result.Counts.ShouldContainKey(ErrorCode.CompressionError, $"byte {at}");
        }
    }

    [Fact]
    public void Bytes_after_the_last_member_are_rejected() =>
        Table.Run([.. TwoMembers, .. "more"u8]).Result.Counts.ShouldContainKey(ErrorCode.CompressionError);

    [Fact]
    public void A_file_that_uncompresses_beyond_the_limit_is_rejected()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 100_000));
        Table.Run(Packed(text), new RuleSet { MaxUnpackedSize = text.Length }).Result.Valid.ShouldBeTrue();
        Table.Run(Packed(text), new RuleSet { MaxUnpackedSize = text.Length - 1 }).Error.Code.ShouldBe(ErrorCode.UnpackedTooLarge);
    }

    [Fact]
    public void A_file_compressed_twice_is_not_csv() =>
        Table.Run(Pack(Packed("a\n1\n"))).Error.Code.ShouldBe(ErrorCode.NotCsv);

    private static byte[] Packed(string text) => Pack(Encoding.UTF8.GetBytes(text));

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }
}
