using System.Text;

namespace DropZone;

/// <summary>A text with placeholders in braces, cut into its parts: <c>{date}/{file.name}</c>.</summary>
internal sealed class PlaceholderText
{
    private readonly List<(bool IsPlaceholder, string Text)> _parts = [];

    private PlaceholderText()
    {
    }

    /// <summary>In order: the names of placeholders, without their braces, and the text between them.</summary>
    public IReadOnlyList<(bool IsPlaceholder, string Text)> Parts => _parts;

    /// <summary>The first brace that belongs to no placeholder; null: there is none. It is part of the text.</summary>
    public char? LoneBrace { get; private set; }

    /// <param name="text">As written.</param>
    /// <param name="doublesBraces">Whether <c>{{</c> and <c>}}</c> are braces of the text, and names may contain <c>{</c>.</param>
    public static PlaceholderText Parse(string text, bool doublesBraces)
    {
        var parsed = new PlaceholderText();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (doublesBraces && (text[i] is '{' or '}') && i + 1 < text.Length && text[i + 1] == text[i])
            {
                i++;
            }
            else if (text[i] == '{' && NameEnd(text, i + 1, doublesBraces) is var end and >= 0)
            {
                parsed.AddText(literal);
                parsed._parts.Add((true, text[(i + 1)..end]));
                i = end;
                continue;
            }
            else if (text[i] is '{' or '}')
            {
                parsed.LoneBrace ??= text[i];
            }

            literal.Append(text[i]);
        }

        parsed.AddText(literal);
        return parsed;
    }

    /// <summary>Index of the brace that closes the name; -1: none does.</summary>
    private static int NameEnd(string text, int start, bool mayContainBrace)
    {
        var end = mayContainBrace ? text.IndexOf('}', start) : text.AsSpan(start).IndexOfAny('{', '}') is var brace and >= 0 ? start + brace : -1;
        return end >= 0 && text[end] == '}' ? end : -1;
    }

    private void AddText(StringBuilder literal)
    {
        if (literal.Length > 0)
            _parts.Add((false, literal.ToString()));
        literal.Clear();
    }
}
