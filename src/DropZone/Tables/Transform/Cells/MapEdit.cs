using System.Text;
using DropZone.Csv;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Replaces cells by a small table. Keeps missing values that are not in the table.</summary>
internal sealed class MapEdit : CellEdit
{
    private readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> _values;
    private readonly AbsentKind _absent;
    private readonly byte[] _other;
    private readonly ByteTexts _missing;

    public MapEdit(CellMap map, ByteTexts missing)
    {
        _values = map.Values.ToDictionary(
            pair => Encoding.UTF8.GetBytes(pair.Key), pair => Encoding.UTF8.GetBytes(pair.Value), ByteTextComparer.Instance)
            .GetAlternateLookup<ReadOnlySpan<byte>>();
        _absent = map.Absent.Kind;
        _other = Encoding.UTF8.GetBytes(map.Absent.Value);
        _missing = missing;
    }

    public override string Expected => "a value of the map";

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (!_values.TryGetValue(cell, out var value))
        {
            if (_absent == AbsentKind.Keep || _missing.Contains(cell))
                return EditOutcome.Unchanged;
            if (_absent == AbsentKind.Fail)
                return EditOutcome.Failed;
            value = _other;
        }

        if (cell.SequenceEqual(value))
            return EditOutcome.Unchanged;
        result.Append(value);
        return EditOutcome.Changed;
    }
}
