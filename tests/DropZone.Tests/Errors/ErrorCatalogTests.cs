using System.Text.RegularExpressions;
using DropZone.Errors;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Errors;

public sealed partial class ErrorCatalogTests
{
    private static readonly ErrorCode[] Codes = Enum.GetValues<ErrorCode>();

    [Fact]
    public void Every_code_has_a_name_and_is_found_by_it()
    {
        ErrorCode.StrayCarriageReturn.Name().ShouldBe("stray-carriage-return");
        foreach (var code in Codes)
            ErrorCatalog.Find(code.Name()).ShouldBe(code);
        ErrorCatalog.Find("no-such-code").ShouldBeNull();
        ErrorCatalog.Find("TypeError").ShouldBeNull();
    }

    [Fact]
    public void Every_code_is_described_in_sentences()
    {
        foreach (var code in Codes)
        {
            var description = code.Describe();
            description.Title.Length.ShouldBeInRange(5, 40);
            description.Title.ShouldNotEndWith(".");
            description.Causes.ShouldNotBeEmpty();
            foreach (var sentence in description.Causes.Append(description.Meaning).Append(description.Remedy))
            {
                sentence.ShouldEndWith(".");
                char.IsUpper(sentence[0]).ShouldBeTrue(sentence);
            }
        }
    }

    [Fact]
    public void The_handbook_describes_every_code_in_the_same_words_and_no_other()
    {
        var handbook = Spaces().Replace(Repository.Read("docs/operator/operating.md"), " ");

        Section().Matches(Repository.Read("docs/operator/operating.md")).Select(section => section.Groups[1].Value)
            .ShouldBe(Codes.Select(code => code.Name()));
        foreach (var code in Codes)
        {
            var (title, meaning, causes, remedy) = code.Describe();
            handbook.ShouldContain(
                $"#### `{code.Name()}`: {title} {meaning} Usual causes: {string.Concat(causes.Select(cause => $"- {cause} "))}What to do: {remedy}");
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("^#### `([a-z-]+)`", RegexOptions.Multiline)]
    private static partial Regex Section();
}
