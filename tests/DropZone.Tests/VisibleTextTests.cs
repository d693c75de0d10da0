using Shouldly;
using Xunit;

namespace DropZone.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("orders 1.csv", "orders 1.csv")]
    [InlineData("Größe 注文 😀", "Größe 注文 😀")]
    [InlineData("a\nb\r\tc", "a\\nb\\r\\tc")]
    [InlineData("\u001b[31m\0\u007f\u0085", "\\x1b[31m\\x00\\x7f\\x85")]
    [InlineData("csv\u202etxt.exe\u200b\ufeff", "csv\\u{202e}txt.exe\\u{200b}\\u{feff}")]
    [InlineData("a\u2028b\ue000", "a\\u{2028}b\\u{e000}")]
    [InlineData("soft\u00adhyphen", "soft\\xadhyphen")]
    public void Invisible_characters_are_escaped(string text, string shown)
    {
        VisibleText.Escape(text).ShouldBe(shown);
    }

    [Fact]
    public void An_unpaired_surrogate_is_escaped_with_its_code()
    {
        VisibleText.Escape("a\ud83d" + "b").ShouldBe("a\\u{d83d}b");
    }
}
