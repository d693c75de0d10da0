using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration;

/// <summary>The claims of docs/integrator/values.md hold: each example, taken from the document, gives the output or the errors that it shows.</summary>
public sealed partial class ValuesDocumentTests
{
    private static readonly string Document = Repository.Read("docs/integrator/values.md");

    public static IEnumerable<TheoryDataRow<string, string, string, string>> Examples() =>
        Example().Matches(Document).Select(match => new TheoryDataRow<string, string, string, string>(
            match.Groups[1].Value, match.Groups[2].Value.Replace('␚', '\x1A'), match.Groups[3].Value, match.Groups[4].Value));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_gives_what_it_shows(string rules, string input, string kind, string result) =>
        FeedRun.Of($"feed: orders\n{rules}", input).ShouldBe(kind == "out" ? (result, "") : ("", result));

    [Fact]
    public void Every_claim_has_an_example_and_every_block_is_part_of_one()
    {
        var examples = Examples().Count();
        Regex.Count(Document, "^```[a-z]", RegexOptions.Multiline).ShouldBe(examples * 3);
        foreach (var claim in Document.Split("**Never ")[1..])
            Example().IsMatch(claim).ShouldBeTrue(claim);
    }

    [GeneratedRegex("^```yaml\n((?:(?!^```).)*?)^```\n\n```csv in\n((?:(?!^```).)*?)^```\n\n```csv (out|refused)\n((?:(?!^```).)*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
