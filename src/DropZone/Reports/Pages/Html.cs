using System.Text.Encodings.Web;
using System.Text.Unicode;
using DropZone.Reports.Text;

namespace DropZone.Reports.Pages;

/// <summary>Encodes external text as HTML: none of it is markup, and control characters are visible.</summary>
internal static class Html
{
    // letters are kept; characters with a meaning in HTML are encoded
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string text) => Encoder.Encode(VisibleText.Escape(text));

    /// <summary>Returns the text, cut with a mark if it is wider than <paramref name="columns"/>.</summary>
    public static string Text(string text, int columns) => Encoder.Encode(TextWidth.Cut(VisibleText.Escape(text), columns));

    /// <summary>Returns the text, with parts in backticks as code.</summary>
    public static string WithCode(string text) =>
        string.Concat(text.Split('`').Select((part, i) => i % 2 == 0 ? Text(part) : $"<code>{Text(part)}</code>"));

    /// <summary>Returns a message as a sentence, with a capital letter and a full stop.</summary>
    public static string Sentence(string message) =>
        message.Length == 0 ? "" : Text(char.ToUpperInvariant(message[0]) + message[1..] + (message[^1] is '.' or '?' or '!' ? "" : "."));
}
