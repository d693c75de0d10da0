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
        var parsed = PlaceholderText.Parse(text, doublesBraces: false);
        var stranger = parsed.Parts.Where(part => part.IsPlaceholder).Select(part => part.Text).FirstOrDefault(name => !NameTemplate.Placeholders.Contains(name));
        var rest = string.Concat(parsed.Parts.Where(part => !part.IsPlaceholder).Select(part => part.Text));
        var wrong = stranger is not null ? $"there is no placeholder {{{stranger}}}"
            : parsed.LoneBrace is not null ? $"{Entry.Quoted(text)} contains an unmatched brace"
            : rest.AsSpan().ContainsAnyInRange('\0', '\x1f') ? "the name contains a control character"
            : !isPath && rest.Contains('/', StringComparison.Ordinal) ? $"{Entry.Quoted(text)} is a path"
            : text.StartsWith('/') || text.EndsWith('/') ? $"{Entry.Quoted(text)} starts or ends with a slash"
            : !isPath && text.StartsWith('.') ? $"{Entry.Quoted(text)} is the name of a hidden file"
            : null;
        if (wrong is null)
            return new NameTemplate(text);
        entry.Complain(wrong, $"write a name, which may contain the placeholders {string.Join(", ", NameTemplate.Placeholders.Select(name => $"{{{name}}}"))}");
        return null;
    }
}
