using System.Text;

namespace DropZone.Tables.Errors;

/// <summary>A cell as an error shows it: cut to 200 characters, broken text replaced.</summary>
internal static class CellExcerpt
{
    private const int Longest = 200;

    public static string Of(ReadOnlySpan<byte> cell) =>
        Of(Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, (Longest + 1) * 4)]));

    public static string Of(string text) => Cut(text, Longest);

    /// <summary>The start of the text, in UTF-16 units; never half a character.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        return char.IsHighSurrogate(text[longest - 1]) ? text[..(longest - 1)] : text[..longest];
    }
}
