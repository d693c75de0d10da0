using System.Buffers;
using System.Text;
using DropZone.Csv;

namespace DropZone.Rules.Output;

/// <summary>Puts a cell in upper or lower case.</summary>
internal sealed class CaseEdit(bool upper) : CellEdit
{
    // a cell without these stays as it is: letters of the other case, and all that is not ASCII
    private readonly SearchValues<byte> suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(value => (byte)value)
            .Where(value => value > 127 || (upper ? char.IsAsciiLetterLower((char)value) : char.IsAsciiLetterUpper((char)value)))]);

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (cell.IndexOfAny(suspects) < 0)
            return EditOutcome.Unchanged;
        var rest = cell;
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            rest = rest[length..];
            result.Advance((upper ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune)).EncodeToUtf8(result.Reserve(4)));
        }

        return result.Written.SequenceEqual(cell) ? EditOutcome.Unchanged : EditOutcome.Changed;
    }
}
