using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Project;

/// <summary>Texts are plain technical English: phrases of an older dialect must not come back in documents, messages, comments and test names.</summary>
public sealed partial class LanguageTests
{
    private static readonly string[] Roots =
        ["src", "tests", "docs", "packaging", "systemd", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"];

    /// <summary>Files that contain a phrase for a reason.</summary>
    private static readonly string[] Exceptions =
    [
        "tests/DropZone.Tests/Project/LanguageTests.cs", // the list itself
    ];

    /// <summary>Parts of lines that are not text: the user nobody, the key <c>give-up</c> in test names, properties of JSON and of events.</summary>
    private static readonly string[] Names = ["sudo -u nobody", "reuid=nobody", "chown -R nobody", "\"nobody\"", "to: nobody", "`nobody`", "longer_than_give_up"];

    [Fact]
    public void No_text_has_a_phrase_of_the_old_dialect()
    {
        var files = Roots.SelectMany(Files).Except(Exceptions).ToList();
        files.Count.ShouldBeGreaterThan(10);
        files.SelectMany(Found).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("The ledger is made anew.")]
    [InlineData("public void Nobody_is_told_where_nothing_lies()")]
    [InlineData("what waits follows")]
    public void A_phrase_of_the_old_dialect_is_found(string text) => Phrase().IsMatch(Words(text)).ShouldBeTrue();

    [Theory]
    [InlineData("give-up: 3d")]
    [InlineData("The service resumes.")]
    public void Keys_and_plain_sentences_are_accepted(string text) => Phrase().IsMatch(Words(text)).ShouldBeFalse();

    private static IEnumerable<string> Files(string root) => File.Exists(Path.Combine(Repository.Root, root))
        ? [root]
        : Directory.EnumerateFiles(Path.Combine(Repository.Root, root), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && IsText(path));

    private static bool IsText(string path) =>
        Path.GetExtension(path) is ".cs" or ".md" or ".yaml" or ".json" or ".service" or ".timer" or ".catalog" or ".sysusers" or ".tmpfiles" or ".bash" or "";

    private static IEnumerable<string> Found(string path) => Repository.Read(path).Split('\n').Select((line, at) => (Line: line, Number: at + 1))
        .Where(line => Phrase().IsMatch(Words(line.Line)))
        .Select(line => $"{path}:{line.Number}: {Phrase().Match(Words(line.Line)).Value}: {line.Line.Trim()}");

    /// <summary>Returns the words of a line. Test names are sentences.</summary>
    private static string Words(string line) =>
        Names.Aggregate(line, (text, name) => text.Replace(name, "", StringComparison.Ordinal)).Replace('_', ' ');

    [GeneratedRegex(
        @"(?<![\w.-])(?:anew|mend(?:s|ed|ing)?|(?:is|are|was|were|be|been) (?:told|said|asked)|tells? (?:of|that|whether|what|a|its)|lies? (?:in|beside|there|below|at|on)"
        + @"|stands? (?:in|there|beside|at|on|under|above|below|where|already|alone)|whoever|(?<!there )(?:is|are|was|were) none(?! of)"
        + @"|(?:gave|gives?|given|giving) (?:\w+ )?up|look(?:s|ed|ing)? (?:at|once|anew|whether|into)|came before|(?:goes|go|went) on|(?:takes?|taken|took) up(?! to)|br(?:oke|eaks?|oken) off"
        + @"|who (?:asks|drops|waits|reads|retries|writes|comes|sends|uploads)|what (?:waits|lies|stands|came|goes|comes|becomes|became|is under way|it is for|is known|is left|is to)|under way|so many|kinds? of error"
        + @"|troubles?|convicts?|signs? of life|foresee\w*|nobody|somebody|at its worst|at once more|no longer believed|it is not known|wants? (?:to|it)|makes? known|passed over"
        + @"|(?:and|or) (?:its|the|their) like)(?![\w-])",
        RegexOptions.IgnoreCase)]
    private static partial Regex Phrase();
}
