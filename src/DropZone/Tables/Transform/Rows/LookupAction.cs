using DropZone.Tables.Primitives.Text;
using DropZone.Tables.References;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Adds the cells of a reference table found by the key of the row.</summary>
/// <param name="key">The columns of the key, by their names at that step.</param>
/// <param name="targets">The slots of the values.</param>
/// <param name="absent">The values if the table lacks the key; null: the row is bad.</param>
/// <param name="expected">The expected value, for the message of a bad row.</param>
/// <param name="index">Which of the run's <see cref="RowCells.Lookups"/> it is.</param>
internal sealed class LookupAction(
    IReadOnlyList<(int Slot, string Name, ByteTexts Missing)> key, IReadOnlyList<int> targets, IReadOnlyList<byte[]>? absent, string expected, int index) : RowAction
{
    private readonly (int Slot, string Name, ByteTexts Missing)[] _key = [.. key];
    private readonly int[] _targets = [.. targets];

    public override RowOutcome Apply(RowCells cells)
    {
        if (HasKey(cells) && cells.Lookups[index].TryFindCells(cells.Result.Written, out var found))
        {
            foreach (var target in _targets)
                Set(cells, target, LengthPrefix.TakeText(ref found));
            return RowOutcome.Passed;
        }

        if (absent is null)
            return cells.Fail(_key[0].Slot, _key[0].Name, expected);
        for (var i = 0; i < _targets.Length; i++)
            Set(cells, _targets[i], absent[i]);
        return RowOutcome.Passed;
    }

    /// <summary>An empty cell of a reference table has no value.</summary>
    private static void Set(RowCells cells, int slot, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            cells.SetNull(slot);
        else
            cells.Set(slot, value);
    }

    /// <summary>Builds the key. Returns false if a part of it has no value.</summary>
    private bool HasKey(RowCells cells)
    {
        cells.Result.Truncate(0);
        foreach (var (slot, _, missing) in _key)
        {
            if (cells[slot].IsEmpty || cells.IsMissing(slot, missing))
                return false;
            LengthPrefix.Write(cells[slot], cells.Result);
        }

        return true;
    }
}
