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

    public MapEdit(CellMap map)
    {
        _values = map.Values.ToDictionary(
            pair => Encoding.UTF8.GetBytes(pair.Key), pair => Encoding.UTF8.GetBytes(pair.Value), ByteTextComparer.Instance)
            .GetAlternateLookup<ReadOnlySpan<byte>>();
        _absent = map.Absent.Kind;
        _other = Encoding.UTF8.GetBytes(map.Absent.Value);
    }

    public override string Expected => "a value of the map";

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (!_values.TryGetValue(cell, out var value))
        {
            if (_absent == AbsentKind.Keep)
                return EditOutcome.Unchanged;
            if (_absent == AbsentKind.Fail)
                return EditOutcome.Failed;
            value = _other;
        }

        return Replace(cell, value, result);
    }

    /// <summary>Maps a missing value that is in the table.</summary>
    public override EditOutcome ApplyMissing(ReadOnlySpan<byte> cell, ByteBuffer result) =>
        _values.TryGetValue(cell, out var value) ? Replace(cell, value, result) : EditOutcome.Unchanged;

    private static EditOutcome Replace(ReadOnlySpan<byte> cell, byte[] value, ByteBuffer result)
    {
        if (cell.SequenceEqual(value))
            return EditOutcome.Unchanged;
        result.Append(value);
        return EditOutcome.Changed;
    }
}
