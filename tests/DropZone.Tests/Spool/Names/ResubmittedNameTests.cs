using DropZone.Spool.Names;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Names;

public sealed class RejectsNameTests
{
    [Theory]
    [InlineData("orders-1.csv", "orders-1.rejects.csv")]
    [InlineData("orders-1.rejects.csv", "orders-1.rejects.csv")]
    [InlineData("orders-1.csv.gz", "orders-1.rejects.csv")]
    [InlineData("orders", "orders.rejects")]
    [InlineData("a.b.TXT", "a.b.rejects.TXT")]
    public void It_marks_the_rejects_and_keeps_the_ending(string delivery, string name) =>
        ResubmittedName.For(Job(delivery))[0].ShouldBe(name);

    [Fact]
    public void The_second_name_is_that_of_no_other_job()
    {
        var job = Job("orders-1.csv");
        ResubmittedName.For(job)[1].ShouldBe($"orders-1.rejects.{job.Stamp}.csv");
    }

    [Fact]
    public void A_long_name_is_cut_so_that_it_can_be_claimed()
    {
        foreach (var name in ResubmittedName.For(Job(new string('x', 220) + ".csv")))
        {
            name.Length.ShouldBeLessThanOrEqualTo(JobName.LongestDelivery);
            name.ShouldEndWith(".csv");
        }
    }

    private static JobName Job(string delivery) => JobName.New(DateTimeOffset.UnixEpoch, new Random(1), delivery);
}
