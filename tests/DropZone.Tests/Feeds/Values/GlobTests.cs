using DropZone.Feeds.Values;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Feeds.Values;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "*", true)]
    [InlineData("*.csv", "a.CSV", true)]
    [InlineData("*.csv", "a.csv.gz", false)]
    [InlineData("Orders-*.csv", "orders-2026-11.csv", true)]
    [InlineData("?.csv", "ä.csv", true)]
    [InlineData("?.csv", "😀.csv", true)]
    [InlineData("Ä*.csv", "äpfel.csv", true)]
    [InlineData("?.csv", ".csv", false)]
    [InlineData("a*b*c", "aXbXbXc", true)]
    [InlineData("a*b*c", "aXbXbX", false)]
    [InlineData("a.csv", "a.csv", true)]
    [InlineData("a.csv", "axcsv", false)]
    [InlineData("a?*", "*ab", false)]
    public void A_name_matches_or_not(string glob, string name, bool fits) => Glob.Fits(glob, name).ShouldBe(fits);

    [Fact]
    public void A_hostile_name_takes_no_time() =>
        Glob.Fits(string.Concat(Enumerable.Repeat("*a", 30)) + "b", new string('a', 255)).ShouldBeFalse();
}
