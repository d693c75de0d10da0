using YamlDotNet.Core;

namespace DropZone.Configuration.Yaml;

/// <summary>Places in a text, where the parser gives none.</summary>
internal static class TextPosition
{
    /// <summary>The place that follows the text.</summary>
    public static Mark AfterAll(string text)
    {
        var lineStart = text.LastIndexOf('\n') + 1;
        return new Mark(text.Length, text.AsSpan().Count('\n') + 1, text.Length - lineStart + 1);
    }
}
