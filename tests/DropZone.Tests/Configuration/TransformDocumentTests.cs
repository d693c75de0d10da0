using System.Text.RegularExpressions;
using DropZone.Configuration.Transform;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration;

/// <summary>The examples of docs/integrator/transform.md, taken from the document, do what it shows.</summary>
public sealed partial class TransformDocumentTests
{
    private static readonly string Document = Repository.Read("docs/integrator/transform.md");

    public static IEnumerable<TheoryDataRow<string, string, string, string, string, string>> Examples() =>
        Example().Matches(Document).Select(match => new TheoryDataRow<string, string, string, string, string, string>(
            match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value, match.Groups[5].Value, match.Groups[6].Value));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_gives_what_it_shows(string step, string rules, string table, string rows, string input, string output)
    {
        rules.ShouldContain($"- {step}:");
        FeedRun.Of($"feed: orders\n{rules}", input, table.Length > 0 ? [(table, rows)] : []).ShouldBe((output, ""));
    }

    public static IEnumerable<TheoryDataRow<string, string, string>> Outputs() =>
        OutputExample().Matches(Document).Select(match => new TheoryDataRow<string, string, string>(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value));

    [Theory]
    [MemberData(nameof(Outputs))]
    public void An_example_of_an_output_gives_what_it_shows(string rules, string input, string output) =>
        FeedRun.Of($"feed: orders\n{rules}", input).ShouldBe((output, ""));

    [Fact]
    public void Every_step_has_its_example()
    {
        var shown = Examples().Select(example => example.Data.Item1).ToList();
        shown.Order(StringComparer.Ordinal).ShouldBe(StepReader.Names.Order(StringComparer.Ordinal));
        Regex.Count(Document, "^```yaml", RegexOptions.Multiline).ShouldBe(shown.Count + Outputs().Count(), "each block is part of an example");
    }

    [GeneratedRegex("^```yaml output\n(.*?)^```\n\n```csv in\n(.*?)^```\n\n```csv out\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex OutputExample();

    [GeneratedRegex("^### ([a-z-]+)\n(?:(?!^#).)*?^```yaml\n(.*?)^```\n\n(?:```csv ([a-z/]+\\.csv)\n(.*?)^```\n\n)?```csv in\n(.*?)^```\n\n```csv out\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
