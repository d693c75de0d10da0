using System.Text;
using DropZone.Csv;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Replaces cells by a small table. Keeps missing values that are not in the table.</summary>
internal sealed class MapEdit : CellEdit
{
    private readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> values;
    private readonly AbsentKind absent;
    private readonly byte[] other;
    private readonly ByteTexts missing;

    public MapEdit(CellMap map, ByteTexts missing)
    {
        values = map.Values.ToDictionary(
            pair => Encoding.UTF8.GetBytes(pair.Key), pair => Encoding.UTF8.GetBytes(pair.Value), ByteTextComparer.Instance)
            .GetAlternateLookup<ReadOnlySpan<byte>>();
        absent = map.Absent.Kind;
        other = Encoding.UTF8.GetBytes(map.Absent.Value);
        this.missing = missing;
    }

    public override string Expected => "a value of the map";

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (!values.TryGetValue(cell, out var value))
        {
            if (absent == AbsentKind.Keep || missing.Contains(cell))
                return EditOutcome.Unchanged;
            if (absent == AbsentKind.Fail)
                return EditOutcome.Failed;
            value = other;
        }

        if (cell.SequenceEqual(value))
            return EditOutcome.Unchanged;
        result.Append(value);
        return EditOutcome.Changed;
    }
}
