using YamlDotNet.Core;

namespace DropZone.Configuration.Yaml;

/// <summary>Translates the parser's errors for authors of configuration, with a remedy for common mistakes.</summary>
internal static class SyntaxComplaint
{
    public static (Mark At, string Message, string Remedy) Of(Exception exception, Mark reached, string text, bool json)
    {
        var language = json ? "JSON" : "YAML";
        var remedy = json
            ? "check commas, quotes and brackets near this place"
            : "check the indentation, close each bracket, and put texts with `{`, `[`, `: ` or ` #` in quotes";
        if (exception is not YamlException { Start: var at, Message: var message })
            return (reached, $"not valid {language} after this place", remedy);
        var character = at.Index < text.Length ? text[(int)at.Index] : ' ';
        if (message.Contains("tab", StringComparison.Ordinal) || character == '\t')
        {
            return (FirstTabIndent(text) ?? at, "there is a tab in the indentation", "indent YAML with spaces");
        }
        if (message.Contains("cannot start any token", StringComparison.Ordinal))
            return (at, $"a text cannot start with `{character}` in YAML", "put the text in quotes");
        if (message.Contains("unknown escape character", StringComparison.Ordinal))
            return (at, "unknown escape sequence", "write `\\\\` for a backslash in double quotes, or, in YAML, use single quotes");
        if (message.Contains("quoted scalar", StringComparison.Ordinal))
            return (at, "this quote is never closed", "close it");
        if (message.Contains("found invalid mapping", StringComparison.Ordinal))
            return (at, "a `key: value` is not allowed here", remedy);
        return (at, $"not valid {language}: {message.TrimEnd('.')}", remedy);
    }

    private static Mark? FirstTabIndent(string text)
    {
        var start = 0;
        foreach (var line in text.Split('\n'))
        {
            var indent = line.Length - line.TrimStart(' ', '\t').Length;
            var tab = line.AsSpan(0, indent).IndexOf('\t');
            if (tab >= 0 && indent < line.TrimEnd().Length)
                return TextPosition.AfterAll(text[..(start + tab)]);
            start += line.Length + 1;
        }
        return null;
    }
}
