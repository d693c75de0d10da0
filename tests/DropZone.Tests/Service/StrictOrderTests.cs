using DropZone.Service;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Service;

public sealed class StrictOrderTests : IDisposable
{
    private static readonly JobName First = New(1);
    private static readonly JobName Second = New(2);
    private static readonly JobName Third = New(3);
    private readonly SpoolZone _zone = new();
    private readonly StrictOrder _order;

    public StrictOrderTests() => _order = new StrictOrder(_zone.Zone);

    [Fact]
    public void An_empty_feed_holds_nothing()
    {
        _order.IsHeld("orders", null).ShouldBeFalse();
        _order.IsHeld("orders", First).ShouldBeFalse();
        _order.Failed("orders").ShouldBeEmpty();
    }

    public static TheoryData<string> Places => new($"working/orders", $"working/{JobPlaces.RetryFolder}/orders", "failed/orders");

    [Theory]
    [MemberData(nameof(Places))]
    public void An_earlier_job_holds_later_ones_and_every_claim_but_not_itself_nor_earlier_ones(string place)
    {
        Make(place, Second);
        _order.IsHeld("orders", null).ShouldBeTrue();
        _order.IsHeld("orders", Third).ShouldBeTrue();
        _order.IsHeld("orders", Second).ShouldBeFalse();
        _order.IsHeld("orders", First).ShouldBeFalse();
        _order.IsHeld("invoices", Third).ShouldBeFalse();
    }

    [Fact]
    public void The_rejected_rows_of_a_split_hold_nothing()
    {
        File.WriteAllText($"{Make("failed/orders", First)}/rejects.csv", "");
        _order.IsHeld("orders", Second).ShouldBeFalse();
        _order.Failed("orders").ShouldBeEmpty();
    }

    [Fact]
    public void Failed_jobs_are_listed_oldest_first()
    {
        Make("failed/orders", Third);
        Make("failed/orders", First);
        Make("failed/orders", Second);
        _order.Failed("orders").ShouldBe([First, Second, Third]);
    }

    [Fact]
    public void A_folder_that_cannot_be_read_holds_the_feed()
    {
        Directory.Delete($"{_zone.Zone.Working}/orders");
        File.WriteAllText($"{_zone.Zone.Working}/orders", "no folder");
        _order.IsHeld("orders", First).ShouldBeTrue();
    }

    public void Dispose() => _zone.Dispose();

    private string Make(string place, JobName job) => Directory.CreateDirectory($"{_zone.Zone.Root}/{place}/{job}").FullName;

    private static JobName New(int day) => JobName.New(DateTimeOffset.UnixEpoch.AddDays(day), new Random(day), "orders.csv");
}
