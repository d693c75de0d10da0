using DropZone.Errors;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Errors;

public sealed class ErrorCatalogTests
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
}
