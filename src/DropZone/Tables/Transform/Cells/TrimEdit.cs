using System.Text;
using DropZone.Csv;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Removes white space (Unicode) at both ends.</summary>
internal sealed class TrimEdit : CellEdit
{
    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        var trimmed = cell;
        while (!trimmed.IsEmpty && Rune.DecodeFromUtf8(trimmed, out var rune, out var length) == 0 && Rune.IsWhiteSpace(rune))
            trimmed = trimmed[length..];
        while (!trimmed.IsEmpty && Rune.DecodeLastFromUtf8(trimmed, out var rune, out var length) == 0 && Rune.IsWhiteSpace(rune))
            trimmed = trimmed[..^length];
        if (trimmed.Length == cell.Length)
            return EditOutcome.Unchanged;
        result.Append(trimmed);
        return EditOutcome.Changed;
    }
}
