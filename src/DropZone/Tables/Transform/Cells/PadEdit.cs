using System.Text;
using DropZone.Csv;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Pads cells to a width in characters. Keeps longer cells.</summary>
internal sealed class PadEdit(int width, Rune with, bool atEnd) : CellEdit
{
    private readonly byte[] _with = Encoding.UTF8.GetBytes(with.ToString());

    public override bool KeepsValues => true;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        var lacking = width - Utf8Length.Of(cell);
        if (lacking <= 0)
            return EditOutcome.Unchanged;
        if (atEnd)
            result.Append(cell);
        for (; lacking > 0; lacking--)
            result.Append(_with);
        if (!atEnd)
            result.Append(cell);
        return EditOutcome.Changed;
    }
}
