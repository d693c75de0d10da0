using DropZone.Tables.Conversion;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration.Transform;

public sealed class BadRowsReaderTests
{
    [Theory]
    [InlineData("", BadRows.Fail, null)]
    [InlineData("bad-rows: fail", BadRows.Fail, null)]
    [InlineData("bad-rows: split", BadRows.Split, null)]
    [InlineData("bad-rows: split\nmax-bad-rows: 100", BadRows.Split, "100")]
    [InlineData("bad-rows: split\nmax-bad-rows: 1%", BadRows.Split, "1%")]
    [InlineData("bad-rows: split\nmax-bad-rows: 0.5%", BadRows.Split, "0.5%")]
    public void Every_form_of_the_limit_is_read(string text, BadRows rows, string? most)
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/orders.yaml", $"feed: orders\n{text}\n");
        var rules = folder.Read().FeedNamed("orders").ShouldNotBeNull().Rules;
        rules.BadRows.ShouldBe(rows);
        rules.MaxBadRows?.ToString().ShouldBe(most);
        (rules.MaxBadRows is null).ShouldBe(most is null);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("%")]
    [InlineData("1 %")]
    [InlineData("1%%")]
    public void A_limit_that_is_neither_a_number_nor_a_share_is_rejected(string most)
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/orders.yaml", $"feed: orders\nbad-rows: split\nmax-bad-rows: \"{most}\"\n");
        folder.Complaints().ShouldHaveSingleItem().Message.ShouldContain($"such as 1% or 0.5%; found `{most}`");
    }
}
