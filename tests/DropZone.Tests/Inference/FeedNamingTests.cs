using DropZone.Feeds.Values;
using DropZone.Inference;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Inference;

public sealed class FeedNamingTests
{
    [Theory]
    [InlineData("orders", "orders.csv, orders-*.csv", "orders.csv")]
    [InlineData("orders", "orders-*.csv", "orders-2026-11.csv")]
    [InlineData("orders", "orders_*.csv.gz", "orders_1.csv.gz", "orders_2.csv.gz")]
    [InlineData("orders", "orders-*.csv", "orders-de.csv", "orders-dk.csv")]
    [InlineData("orders", "orders-**", "orders-1.csv", "orders-2.txt")]
    [InlineData("new-feed", "a.csv, b.csv", "a.csv", "b.csv")]
    [InlineData("new-feed", "2026.csv", "2026.csv")]
    [InlineData("new-feed", "default.csv, default-*.csv", "default.csv")]
    [InlineData("sales-q", "Sales (Q*.CSV", "Sales (Q1).CSV")]
    [InlineData("a", "a??.csv, a??-*.csv", "a*?.csv")]
    public void A_feed_is_named_after_what_its_files_have_in_common(string name, string match, params string[] files)
    {
        var naming = FeedNaming.Of(files);
        (naming.Name, string.Join(", ", naming.Match)).ShouldBe((name, match));
        FeedName.IsValid(naming.Name).ShouldBeTrue();
    }
}
