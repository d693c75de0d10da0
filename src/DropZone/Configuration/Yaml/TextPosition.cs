using YamlDotNet.Core;

namespace DropZone.Configuration.Yaml;

/// <summary>Computes places in a text that the parser does not report.</summary>
internal static class TextPosition
{
    /// <summary>Returns the place after the text.</summary>
    public static Mark AfterAll(string text)
    {
        var lineStart = text.LastIndexOf('\n') + 1;
        return new Mark(text.Length, text.AsSpan().Count('\n') + 1, text.Length - lineStart + 1);
    }
}
