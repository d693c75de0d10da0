using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;

namespace DropZone.Csv.Reading;

/// <summary>The first line <c>sep=;</c>, by which spreadsheets declare the delimiter.</summary>
internal static class SeparatorLine
{
    /// <summary>Returns the delimiter that the first line declares, or null for any other line.</summary>
    /// <param name="start">The start of the file, a byte order mark included.</param>
    public static char? Delimiter(ReadOnlySpan<byte> start, Dialect dialect)
    {
        var text = ByteOrderMark.Skip(start);
        if (text.Length < 5 || !System.Text.Ascii.EqualsIgnoreCase(text[..4], "sep="u8))
            return null;
        var delimiter = (char)text[4];
        var isLine = text.Length == 5 || text[5] is (byte)'\r' or (byte)'\n';
        return isLine && char.IsAscii(delimiter) && delimiter is not ('\r' or '\n' or '\0')
            && delimiter != dialect.QuoteChar && delimiter != dialect.EscapeChar && delimiter != dialect.CommentChar
            && dialect.CommentText?.StartsWith(delimiter) != true
            ? delimiter
            : null;
    }
}
