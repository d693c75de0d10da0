using System.Text;
using DropZone.Spool.Names;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Names;

public sealed class JobNameTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 5, TimeSpan.FromHours(1));

    [Fact]
    public void A_name_has_the_time_in_UTC_eight_letters_and_the_delivery()
    {
        var name = JobName.New(Noon, new Random(1), "orders.csv").Text;
        name.ShouldStartWith("20261123T110005Z-");
        name.ShouldEndWith("-orders.csv");
        name.Length.ShouldBe("20261123T110005Z-k7f3q9xd-orders.csv".Length);
    }

    [Theory]
    [InlineData(1000, "x")]
    [InlineData(500, "é")]
    [InlineData(300, "😀")]
    public void A_long_name_is_cut_between_characters_to_255_bytes(int times, string text)
    {
        var name = JobName.New(Noon, new Random(1), string.Concat(Enumerable.Repeat(text, times))).Text;
        Encoding.UTF8.GetByteCount(name).ShouldBeInRange(252, 255);
        name.ShouldNotContain('\uFFFD');
    }

    [Fact]
    public void A_new_name_can_be_parsed()
    {
        var name = JobName.New(Noon, new Random(7), "a-b-c.csv");
        var read = JobName.Parse(name.Text).ShouldNotBeNull();
        read.ShouldBe(name);
        read.Date.ShouldBe("2026-11-23");
        read.Time.ShouldBe(new DateTimeOffset(2026, 11, 23, 11, 0, 5, TimeSpan.Zero));
        read.Stamp.ShouldBe(name.Text[..25]);
    }

    [Theory]
    [InlineData(".retry")]
    [InlineData("20261123T110005Z")]
    [InlineData("20261323T110005Z-k7f3q9xd-orders.csv")]
    [InlineData("some folder that an operator made")]
    public void Other_folders_are_no_jobs(string folder) => JobName.Parse(folder).ShouldBeNull();

    [Fact]
    public void Ten_thousand_names_of_one_second_differ()
    {
        var random = new Random(3);
        Enumerable.Range(0, 10_000).Select(_ => JobName.New(Noon, random, "a").Text).Distinct().Count().ShouldBe(10_000);
    }
}
