using System.Text;
using CsCheck;
using DropZone.Tables.Primitives.Text;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Primitives.Text;

/// <summary>Cells are compared with texts of any lengths. A failure prints its seed.</summary>
public sealed class ByteTextsTests
{
    [Fact]
    public void It_contains_what_the_list_contains()
    {
        // of two letters, so that many differ in one place only
        var text = Gen.OneOf('a', 'b', 'é').Array[0, 11].Select(letters => new string(letters));
        Gen.Select(text.Array[0, 12], text.Array[1, 50]).Sample((texts, cells) =>
        {
            var all = new ByteTexts(texts);
            foreach (var cell in cells.Concat(texts))
                all.Contains(Encoding.UTF8.GetBytes(cell)).ShouldBe(texts.Contains(cell), $"\"{cell}\" in \"{string.Join("\", \"", texts)}\"");
        }, iter: 5000);
    }
}
