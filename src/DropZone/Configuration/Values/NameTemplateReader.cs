using DropZone.Configuration.Yaml;
using DropZone.Feeds.Values;

namespace DropZone.Configuration.Values;

/// <summary>Reads the name that a target gives to an output.</summary>
internal static class NameTemplateReader
{
    /// <summary>Returns the template, or null after a complaint.</summary>
    /// <param name="entry">The value of the key.</param>
    /// <param name="isPath">Whether the name may contain slashes.</param>
    public static NameTemplate? Read(Entry entry, bool isPath)
    {
        if (entry.Text("a name such as `{date}-{file.name}`") is not { } text)
            return null;
        var stranger = NameTemplate.Placeholder().Matches(text).Select(match => match.Groups[1].Value).FirstOrDefault(name => !NameTemplate.Placeholders.Contains(name));
        var rest = NameTemplate.Placeholder().Replace(text, "");
        var wrong = stranger is not null ? $"there is no placeholder {{{stranger}}}"
            : rest.AsSpan().ContainsAny('{', '}') ? $"{Entry.Quoted(text)} holds a lone brace"
            : rest.AsSpan().ContainsAnyInRange('\0', '\x1f') ? "the name holds a control character"
            : !isPath && rest.Contains('/', StringComparison.Ordinal) ? $"{Entry.Quoted(text)} is no name but a path"
            : text.StartsWith('/') || text.EndsWith('/') ? $"{Entry.Quoted(text)} starts or ends with a slash"
            : !isPath && text.StartsWith('.') ? $"{Entry.Quoted(text)} is the name of a hidden file"
            : null;
        if (wrong is null)
            return new NameTemplate(text);
        entry.Complain(wrong, $"write a name, with the placeholders {string.Join(", ", NameTemplate.Placeholders.Select(name => $"{{{name}}}"))}");
        return null;
    }
}
