using System.Text;
using DropZone.Csv;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Trims white space (Unicode) and replaces runs of it by one blank, like XPath's normalize-space.</summary>
internal sealed class NormalizeSpaceEdit : CellEdit
{
    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        var rest = cell;
        var isOwed = false;
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            if (Rune.IsWhiteSpace(rune))
            {
                isOwed = result.Length > 0;
            }
            else
            {
                if (isOwed)
                    result.Append((byte)' ');
                isOwed = false;
                result.Append(rest[..length]);
            }

            rest = rest[length..];
        }

        return result.Written.SequenceEqual(cell) ? EditOutcome.Unchanged : EditOutcome.Changed;
    }
}
