using System.Text;
using DropZone.Csv;

namespace DropZone.Rules.Output;

/// <summary>Puts a cell in upper or lower case.</summary>
internal sealed class CaseEdit(bool upper) : CellEdit
{
    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        // cells are short: to look at each byte costs less than to begin a search
        var first = upper ? (byte)'a' : (byte)'A';
        var at = 0;
        while (at < cell.Length && cell[at] < 128 && (uint)(cell[at] - first) > 'z' - 'a')
            at++;
        if (at == cell.Length)
            return EditOutcome.Unchanged;
        if (Ascii.IsValid(cell))
        {
            _ = upper ? Ascii.ToUpper(cell, result.Reserve(cell.Length), out var length) : Ascii.ToLower(cell, result.Reserve(cell.Length), out length);
            result.Advance(length);
            return EditOutcome.Changed;
        }

        var rest = cell;
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var units);
            rest = rest[units..];
            result.Advance((upper ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune)).EncodeToUtf8(result.Reserve(4)));
        }

        return result.Written.SequenceEqual(cell) ? EditOutcome.Unchanged : EditOutcome.Changed;
    }
}
