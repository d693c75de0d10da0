using System.Text;

namespace DropZone.Rules;

/// <summary>A cell as an error shows it: cut to 200 characters, broken text replaced.</summary>
internal static class CellExcerpt
{
    private const int Longest = 200;

    public static string Of(ReadOnlySpan<byte> cell)
    {
        var text = Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, (Longest + 1) * 4)]);
        if (text.Length <= Longest)
            return text;
        return char.IsHighSurrogate(text[Longest - 1]) ? text[..(Longest - 1)] : text[..Longest];
    }
}
