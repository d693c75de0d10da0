using System.Buffers.Binary;
using System.IO.Hashing;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Drops the rows with the key of another row. The run keeps the keys so far.</summary>
/// <param name="columns">The columns of the key.</param>
/// <param name="index">Which of the run's <see cref="RowCells.Deduplications"/> it is.</param>
internal sealed class DeduplicateAction(IReadOnlyList<(int Slot, ByteTexts Missing)> columns, int index) : RowAction
{
    private readonly (int Slot, ByteTexts Missing)[] _columns = [.. columns];

    public override RowOutcome Apply(RowCells cells)
    {
        var key = cells.Result;
        key.Truncate(0);
        var hasValue = false;
        foreach (var (slot, missing) in _columns)
        {
            // no value is no text
            var isNull = cells.IsNull(slot);
            var cell = isNull ? [] : cells[slot];
            hasValue |= !cells.IsMissing(slot, missing);
            // the length keeps "a","bc" and "ab","c" apart
            BinaryPrimitives.WriteInt32LittleEndian(key.Reserve(sizeof(int)), isNull ? -1 : cell.Length);
            key.Advance(sizeof(int));
            key.Append(cell);
        }

        return !hasValue || cells.Deduplications[index].Admits(XxHash128.HashToUInt128(key.Written), cells.Record.Row)
            ? RowOutcome.Passed
            : RowOutcome.Deduplicated;
    }
}
