using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration.Transform;

public sealed class HashReaderTests
{
    [Fact]
    public void A_missing_key_is_reported_with_a_command_that_creates_one()
    {
        var folder = ConfigurationFolderFixture.Feed("transform: [{ hash: { columns: a, key-file: ../hash.key } }]\n");
        var complaint = folder.Complaints().ShouldHaveSingleItem();
        complaint.Message.ShouldBe($"there is no file {folder.Path}/hash.key");
        complaint.Remedy.ShouldBe($"create a key: `head -c 32 /dev/urandom | base64 > {folder.Path}/hash.key`");
    }

    [Theory]
    [InlineData("0123456789abcde\r\n", false)]
    [InlineData("0123456789abcdef", true)]
    public void A_key_has_at_least_128_bits_without_its_line_end(string key, bool isLongEnough)
    {
        var folder = ConfigurationFolderFixture.Feed("transform: [{ hash: { columns: a, key-file: ../hash.key } }]\n").With("hash.key", key);
        if (isLongEnough)
            folder.Read().FeedNamed("orders")!.Rules.Steps.ShouldHaveSingleItem().ToString().ShouldNotContain("0123");
        else
            folder.Complaints().ShouldHaveSingleItem().ToString().ShouldNotContain("0123");
    }
}
