using DropZone.Reports.Pages;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Reports.Pages;

public sealed class HeaderComparisonTests
{
    [Theory]
    [InlineData("a b c", "a b c", "a=a b=b c=c")]
    [InlineData("a b c", "a x b c", "a=a -/x b=b c=c")]
    [InlineData("a b c", "a c", "a=a b/- c=c")]
    [InlineData("a b c", "a B c", "a=a b/B c=c")]
    [InlineData("a b c", "a;b;c", "a/a;b;c b/- c/-")]
    [InlineData("a b c", "b a c", "-/b a=a b/- c=c,a/- b=b -/a c=c")]
    [InlineData("a b", "x y z", "a/x b/y -/z")]
    public void As_many_labels_as_possible_agree(string expected, string found, string pairs)
    {
        var compared = HeaderComparison.Of(expected.Split(' '), found.Split(' '));
        string.Join(' ', compared.Select(pair => $"{pair.Expected ?? "-"}{(pair.Agrees ? '=' : '/')}{pair.Found ?? "-"}")).ShouldBeOneOf(pairs.Split(','));
        compared.Where(pair => pair.Found is not null).Select(pair => pair.Column).ShouldBe(Enumerable.Range(1, found.Split(' ').Length).Cast<int?>());
    }
}
