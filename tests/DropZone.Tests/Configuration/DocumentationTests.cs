using System.Text.RegularExpressions;
using DropZone.Configuration.Examples;
using DropZone.Csv.Dialects;
using DropZone.Feeds;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration;

/// <summary>The examples of the documentation are valid.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Documents = ["docs/integrator/configuration.md", "docs/integrator/targets.md", "docs/integrator/notifications.md"];

    public static IEnumerable<TheoryDataRow<string, string>> Blocks() =>
        Documents.SelectMany(document => Fence().Matches(Repository.Read(document))).Select(match => new TheoryDataRow<string, string>(match.Groups[1].Value, match.Groups[2].Value));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Each_block_of_the_document_is_read_without_complaint(string file, string text)
    {
        var folder = new ConfigurationFolderFixture();
        foreach (var block in Blocks().Where(block => block.Data.Item1.StartsWith("schemas/", StringComparison.Ordinal)))
            folder.With(block.Data.Item1, block.Data.Item2);
        if (file.StartsWith("schemas/", StringComparison.Ordinal))
            folder.With("feeds.d/x.yaml", $"feed: x\nschema: ../{file}\n");
        folder.With(file, text).Read();
    }

    [Fact]
    public void Each_block_names_its_file()
    {
        var blocks = Blocks().ToList();
        blocks.Count.ShouldBe(Documents.SelectMany(document => Repository.Read(document).Split('\n')).Count(line => line.StartsWith("```yaml", StringComparison.Ordinal) || line.StartsWith("```json", StringComparison.Ordinal)));
        blocks.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void The_examples_configure_nothing_until_they_are_uncommented()
    {
        var folder = ConfigurationFolderFixture.Settings(ExampleFeed.SettingsText).With("feeds.d/example.yaml", ExampleFeed.Text);
        var configuration = folder.Read();
        configuration.Settings.ShouldBe(new Settings());
        configuration.Feeds.ShouldHaveSingleItem().Name.ShouldBe("default");
    }

    [Fact]
    public void The_uncommented_example_of_a_feed_has_every_key()
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/example.yaml", Uncommented(ExampleFeed.Text));
        var feed = folder.Read().FeedNamed("orders").ShouldNotBeNull();
        feed.Complete.ShouldNotBeNull();
        feed.Rules.Schemas.ShouldHaveSingleItem().Fields.Count.ShouldBe(4);
        feed.Rules.Steps.Count.ShouldBe(6);
        feed.Rules.Output.FormulaGuard.ShouldBe(FormulaGuard.Escape);
    }

    [Fact]
    public void The_uncommented_example_of_the_settings_shows_the_defaults()
    {
        var folder = ConfigurationFolderFixture.Settings(Uncommented(ExampleFeed.SettingsText));
        folder.Read().Settings.ShouldBe(new Settings());
    }

    internal static string Uncommented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.StartsWith("# ", StringComparison.Ordinal) ? line[2..] : line));

    [GeneratedRegex("^```(?:yaml|json) ([^\n]+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
