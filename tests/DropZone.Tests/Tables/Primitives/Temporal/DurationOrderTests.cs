using CsCheck;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Validation.Fields.Temporal;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Primitives.Temporal;

public sealed class DurationOrderTests
{
    /// <summary>The moments that XML Schema adds durations to: where all agree on an order, it is the order.</summary>
    private static readonly DateTime[] References = [new(1696, 9, 1), new(1697, 2, 1), new(1903, 3, 1), new(1903, 7, 1)];

    [Fact]
    public void Where_XML_Schema_has_an_order_it_is_kept() =>
        // near each other, where an order that is wrong would show
        Gen.Select(Gen.Int[-1200, 1200], Gen.Int[-400, 400], Gen.Int[-60, 60], Gen.Int[-100, 100]).Sample((months, days, more, noise) =>
        {
            var (otherMonths, otherDays) = (months + more, days - (int)(more * 30.4) + noise);
            var orders = References.Select(reference => reference.AddMonths(months).AddDays(days).CompareTo(reference.AddMonths(otherMonths).AddDays(otherDays))).Distinct().ToList();
            if (orders.Count == 1 && orders[0] != 0)
                Math.Sign(Of(months, days).CompareTo(Of(otherMonths, otherDays))).ShouldBe(orders[0]);
        }, iter: 20_000);

    [Fact]
    public void Durations_whose_parts_share_bits_are_distinguished()
    {
        var type = new DurationType();
        type.TryRead("P1M"u8, out var month).ShouldBeTrue();
        // 2 to the power of 80 attoseconds
        type.TryRead("PT1208925.819614629174706176S"u8, out var seconds).ShouldBeTrue();
        type.Digest(month).ShouldNotBe(type.Digest(seconds));
    }

    private static XmlDuration Of(int months, int days) => new(months, XmlDuration.Second * 86_400 * days);
}
