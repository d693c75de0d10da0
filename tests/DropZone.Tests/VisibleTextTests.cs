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
    public void What_cannot_be_seen_is_shown(string text, string shown)
    {
        VisibleText.Escape(text).ShouldBe(shown);
    }

    [Fact]
    public void Half_a_character_is_shown_by_its_number()
    {
        VisibleText.Escape("a\ud83d" + "b").ShouldBe("a\\u{d83d}b");
    }
}
