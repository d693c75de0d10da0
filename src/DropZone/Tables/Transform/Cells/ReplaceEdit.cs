using System.Text;
using DropZone.Csv;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Replaces each occurrence of a text by another, byte by byte.</summary>
internal sealed class ReplaceEdit(string from, string to) : CellEdit
{
    private readonly byte[] _from = Encoding.UTF8.GetBytes(from);
    private readonly byte[] _to = Encoding.UTF8.GetBytes(to);

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        var at = cell.IndexOf(_from);
        if (at < 0)
            return EditOutcome.Unchanged;
        for (; at >= 0; at = cell.IndexOf(_from))
        {
            result.Append(cell[..at]);
            result.Append(_to);
            cell = cell[(at + _from.Length)..];
        }

        result.Append(cell);
        return EditOutcome.Changed;
    }
}
