using Shouldly;
using Xunit;

namespace DropZone.Tests;

public sealed class PlaceholderTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("{a}", "<a>")]
    [InlineData("{a}-{b.c}.csv", "<a>|-|<b.c>|.csv")]
    [InlineData("{}", "<>")]
    public void A_placeholder_is_a_name_in_braces(string text, string parts)
    {
        foreach (var doublesBraces in new[] { false, true })
        {
            Parts(text, doublesBraces).ShouldBe(parts);
            PlaceholderText.Parse(text, doublesBraces).LoneBrace.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("{{a}}", "{a}")]
    [InlineData("{{{a}}}", "{|<a>|}")]
    [InlineData("{a{b}", "<a{b>")]
    public void Doubled_braces_are_text(string text, string parts) => Parts(text, doublesBraces: true).ShouldBe(parts);

    [Theory]
    [InlineData("a{", true, '{')]
    [InlineData("a}b{", true, '}')]
    [InlineData("{a}}", true, '}')]
    [InlineData("{{a}", false, '{')]
    [InlineData("{a{b}", false, '{')]
    [InlineData("{a}}", false, '}')]
    public void A_lone_brace_is_found(string text, bool doublesBraces, char brace) =>
        PlaceholderText.Parse(text, doublesBraces).LoneBrace.ShouldBe(brace);

    [Fact]
    public void The_placeholder_behind_a_lone_brace_is_found() => Parts("{a{b}", doublesBraces: false).ShouldBe("{a|<b>");

    private static string Parts(string text, bool doublesBraces) =>
        string.Join('|', PlaceholderText.Parse(text, doublesBraces).Parts.Select(part => part.IsPlaceholder ? $"<{part.Text}>" : part.Text));
}
