using System.Text;
using DropZone.Csv;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Masks the characters of a cell except the first and the last. A cell too short to hide anything is masked completely.</summary>
internal sealed class MaskEdit(int first, int last, Rune with) : CellEdit
{
    private readonly byte[] _with = Encoding.UTF8.GetBytes(with.ToString());

    public override bool KeepsValues => true;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        var length = Utf8Length.Of(cell);
        var (shownFirst, shownLast) = length > first + last ? (first, last) : (0, 0);
        for (var i = 0; !cell.IsEmpty; i++)
        {
            Rune.DecodeFromUtf8(cell, out _, out var bytes);
            result.Append(i < shownFirst || i >= length - shownLast ? cell[..bytes] : _with);
            cell = cell[bytes..];
        }

        return EditOutcome.Changed;
    }
}
