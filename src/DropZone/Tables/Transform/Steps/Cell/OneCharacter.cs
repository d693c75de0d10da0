using System.Text;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>A text that must be one character.</summary>
internal static class OneCharacter
{
    /// <summary>Null: it is empty, or several characters.</summary>
    public static Rune? Of(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        return runes is [var only] ? only : null;
    }
}
