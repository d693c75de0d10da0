using YamlDotNet.Core;

namespace DropZone.Configuration.Yaml;

/// <summary>Puts the parser's errors in the words of whoever wrote the file: the four slips that are common get a remedy.</summary>
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
            return (FirstTabIndent(text) ?? at, "a tab stands in the indentation", "YAML is indented with spaces");
        }
        if (message.Contains("cannot start any token", StringComparison.Ordinal))
            return (at, $"in YAML a text cannot start with `{character}`", "put the text in quotes");
        if (message.Contains("unknown escape character", StringComparison.Ordinal))
            return (at, "this escape is unknown", "in double quotes write `\\\\` for a backslash, or, in YAML, use single quotes");
        if (message.Contains("quoted scalar", StringComparison.Ordinal))
            return (at, "this quote is never closed", "close it");
        if (message.Contains("found invalid mapping", StringComparison.Ordinal))
            return (at, "a `key: value` stands where none can", remedy);
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
