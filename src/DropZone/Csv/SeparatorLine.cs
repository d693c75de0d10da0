using System.Text;

namespace DropZone.Csv;

/// <summary>The first line that Excel writes to name the delimiter: <c>sep=;</c>.</summary>
internal static class SeparatorLine
{
    /// <summary>The delimiter that the first line names, if it does nothing else.</summary>
    public static char? Find(ReadOnlySpan<byte> opening, Encoding? encoding)
    {
        // a byte order mark of four bytes, "sep=;" and its line end in four bytes each
        opening = opening[..Math.Min(32, opening.Length)];
        var text = (encoding is null ? Encoding.UTF8 : Encoding.GetEncoding(encoding.CodePage)).GetString(opening).TrimStart('\uFEFF');
        return text.Length > 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text[5] is '\r' or '\n' && char.IsAscii(text[4])
            ? text[4]
            : null;
    }
}
