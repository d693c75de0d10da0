using System.Text.Encodings.Web;
using System.Text.Unicode;
using DropZone.Reports.Text;

namespace DropZone.Reports.Pages;

/// <summary>Text from outside as HTML: nothing in it is markup, and nothing is hidden.</summary>
internal static class Html
{
    // letters stay letters; what HTML gives a meaning does not
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string text) => Encoder.Encode(VisibleText.Escape(text));

    /// <summary>The text, cut with a mark if it has more than so many columns.</summary>
    public static string Text(string text, int columns) => Encoder.Encode(TextWidth.Cut(VisibleText.Escape(text), columns));

    /// <summary>The text; what stands between backticks is code, to be copied whole.</summary>
    public static string WithCode(string text) =>
        string.Concat(text.Split('`').Select((part, i) => i % 2 == 0 ? Text(part) : $"<code>{Text(part)}</code>"));

    /// <summary>A message, which may begin small and end without a stop, as a sentence.</summary>
    public static string Sentence(string message) =>
        message.Length == 0 ? "" : Text(char.ToUpperInvariant(message[0]) + message[1..] + (message[^1] is '.' or '?' or '!' ? "" : "."));
}
