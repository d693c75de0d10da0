using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace DropZone.Tables.Validation.Checks;

/// <summary>Whether a regular expression matches somewhere in the cell.</summary>
internal sealed class PatternComparison(Regex regex) : CellComparison
{
    public override bool TryCompare(ReadOnlySpan<byte> cell, out bool holds)
    {
        var characters = ArrayPool<char>.Shared.Rent(cell.Length);
        holds = regex.IsMatch(characters.AsSpan(0, Encoding.UTF8.GetChars(cell, characters)));
        ArrayPool<char>.Shared.Return(characters);
        return true;
    }
}
