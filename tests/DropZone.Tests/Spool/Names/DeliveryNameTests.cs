using System.Text;
using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Mono.Unix;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Names;

public sealed class DeliveryNameTests
{
    [Theory]
    [InlineData("orders.csv")]
    [InlineData("Bestellungen März.csv")]
    [InlineData("-rf")]
    [InlineData("a'b\"c.csv")]
    [InlineData("😀.csv")]
    public void An_ordinary_name_is_kept(string name) => JobFolder.SafeName(name).ShouldBe(name);

    [Theory]
    [InlineData("receipt.json", "_receipt.json")]
    [InlineData("output.csv", "_output.csv")]
    [InlineData("companion", "_companion")]
    [InlineData("report.txt", "_report.txt")]
    [InlineData("refused.poison", "_refused.poison")]
    [InlineData("rejects", "_rejects")]
    public void A_name_of_ours_is_not_given_to_a_delivery(string name, string safe) => JobFolder.SafeName(name).ShouldBe(safe);

    [Theory]
    [InlineData("a\nb.csv", "a_b.csv")]
    [InlineData("\u001b[31mred.csv", "_[31mred.csv")]
    [InlineData("right\u202Eto left.csv", "right_to left.csv")]
    public void Control_characters_do_not_get_in(string name, string safe) => JobFolder.SafeName(name).ShouldBe(safe);

    [Fact]
    public void Bytes_that_are_not_UTF8_do_not_get_in()
    {
        var name = UnixEncoding.Instance.GetString([(byte)'a', 0xE9, (byte)'.', (byte)'c', (byte)'s', (byte)'v']);
        JobFolder.SafeName(name).ShouldBe("a_.csv");
        PrintableName.Of(name).ShouldBe(@"a\xe9.csv");
    }

    [Fact]
    public void A_long_name_is_cut_and_keeps_its_ending()
    {
        var safe = JobFolder.SafeName(new string('x', 251) + ".csv");
        Encoding.UTF8.GetByteCount(safe).ShouldBe(JobName.LongestDelivery);
        safe.ShouldEndWith("x.csv");
    }

    [Fact]
    public void A_name_that_is_taken_gets_the_stamp_before_its_ending() =>
        StampedName.Of("orders.csv", JobName.Parse("20261123T101502Z-k7f3q9xd-orders.csv")!.Value)
            .ShouldBe("orders.20261123T101502Z-k7f3q9xd.csv");
}
