using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

public sealed class TextFormatTests
{
    [Theory]
    [InlineData("email", "name+tag@sub.example.org", true)]
    [InlineData("email", "@example.org", false)]
    [InlineData("email", "a b@example.org", false)]
    [InlineData("email", "a@example..org", false)]
    [InlineData("email", "a@example.org.", false)]
    [InlineData("email", "a@b@example.org", false)]
    [InlineData("uri", "https://example.org/a?b=c#d", true)]
    [InlineData("uri", "mailto:a@example.org", true)]
    [InlineData("uri", "http://", false)]
    [InlineData("uri", "//example.org", false)]
    [InlineData("uri", "1http://example.org", false)]
    [InlineData("uri", "http://exa mple.org", false)]
    [InlineData("binary", "YQ==", true)]
    [InlineData("binary", "YWI=", true)]
    [InlineData("binary", "YWJj", true)]
    [InlineData("binary", "YQ=", false)]
    [InlineData("binary", "YQ", false)]
    [InlineData("binary", "_-==", false)]
    [InlineData("uuid", "95ECC380-AFE9-11E4-9B6C-751B66DD541E", true)]
    [InlineData("uuid", "{95ecc380-afe9-11e4-9b6c-751b66dd541e}", false)]
    [InlineData("uuid", "95ecc380afe911e49b6c751b66dd541e", false)]
    public void Texts_have_their_format(string format, string cell, bool valid) => Verdict.IsValid(FieldType.String, cell, format).ShouldBe(valid);
}
