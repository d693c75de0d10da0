using System.Text;
using DropZone.Spool.Names;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Names;

public sealed class OutputNameTests
{
    [Theory]
    [InlineData("orders.csv", false, "orders.csv")]
    [InlineData("orders.csv", true, "orders.csv.gz")]
    [InlineData("orders.csv.gz", true, "orders.csv.gz")]
    [InlineData("orders.csv.gz", false, "orders.csv")]
    [InlineData("ORDERS.CSV.GZ", false, "ORDERS.CSV")]
    [InlineData("orders", true, "orders.gz")]
    [InlineData("a\nb.csv.gz", false, "a_b.csv")]
    [InlineData(".gz", false, ".gz")]
    [InlineData("...gz", false, "...gz")]
    public void The_ending_shows_whether_it_is_compressed(string delivery, bool isPacked, string name) => OutputName.Of(delivery, isPacked).ShouldBe(name);

    [Fact]
    public void A_long_name_keeps_both_endings()
    {
        var name = OutputName.Of(new string('x', 226) + ".csv", isPacked: true);
        name.ShouldEndWith("x.csv.gz");
        Encoding.UTF8.GetByteCount(name).ShouldBe(JobName.LongestDelivery);
    }

    [Fact]
    public void A_name_that_is_taken_gets_the_stamp_before_both_endings() =>
        StampedName.Of("orders.csv.gz", JobName.Parse("20261123T101502Z-k7f3q9xd-orders.csv")!.Value)
            .ShouldBe("orders.20261123T101502Z-k7f3q9xd.csv.gz");
}
