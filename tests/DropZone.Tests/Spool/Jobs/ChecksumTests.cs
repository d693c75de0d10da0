using DropZone.Linux;
using DropZone.Spool.Jobs;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Jobs;

public sealed class ChecksumTests
{
    private const string Digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData(Digest)]
    [InlineData(Digest + "\n")]
    [InlineData(Digest + "  orders.csv\n")]
    [InlineData(Digest + " *orders.csv\r\n")]
    [InlineData("\\" + Digest + "  line\\nbreak.csv\n")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public void The_formats_of_sha256sum_are_read(string text) => Read(text).ShouldBe(Digest);

    [Theory]
    [InlineData("")]
    [InlineData("no digest")]
    [InlineData("e3b0c442")]
    [InlineData(Digest + "00")]
    public void Anything_else_is_no_checksum(string text) => Read(text).ShouldBeNull();

    [Fact]
    public void A_link_is_not_followed()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.At("link"), folder.Write("sum", Digest));
        Checksum.Read(folder.At("link"), out var refused).ShouldBeNull();
        refused.ShouldBe(SystemError.SymbolicLink);
    }

    private static string? Read(string text)
    {
        using var folder = new TemporaryFolder();
        return Checksum.Read(folder.Write("sum", text), out _);
    }
}
