using System.Buffers.Binary;
using System.Text;
using DropZone.Csv;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Converts a cell to upper or lower case.</summary>
internal sealed class CaseEdit(bool upper) : CellEdit
{
    private const ulong Each = 0x0101_0101_0101_0101;
    private const ulong Highest = 128 * Each;

    private readonly ulong _first = upper ? 'a' : 'A';

    public override bool KeepsValues => true;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (IsPlain(cell))
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

    /// <summary>ASCII without a letter of the other case. Cells are short: eight bytes at a time cost less than to begin a search.</summary>
    private bool IsPlain(ReadOnlySpan<byte> cell)
    {
        var at = 0;
        for (; at + sizeof(ulong) <= cell.Length; at += sizeof(ulong))
            if (!IsPlain(BinaryPrimitives.ReadUInt64LittleEndian(cell[at..])))
                return false;
        if (cell.Length > sizeof(ulong))
            return at == cell.Length || IsPlain(BinaryPrimitives.ReadUInt64LittleEndian(cell[^sizeof(ulong)..]));
        for (; at < cell.Length; at++)
            if (!IsPlain(cell[at]))
                return false;
        return true;
    }

    /// <summary>Of eight bytes the highest bits: of a byte plus 128 − a it is set from a on, plus 127 − z from behind z on.</summary>
    private bool IsPlain(ulong bytes) =>
        ((((bytes & ~Highest) + ((128 - _first) * Each)) ^ ((bytes & ~Highest) + ((127 - _first - 'z' + 'a') * Each))) & Highest | (bytes & Highest)) == 0;
}
