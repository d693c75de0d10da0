using DropZone.Tables.Primitives.Text;
using DropZone.Tables.References;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Adds what a reference table has for the key of the row.</summary>
/// <param name="key">Its columns, as they are named at that step.</param>
/// <param name="targets">Where the values go.</param>
/// <param name="absent">The values if the table lacks the key; null: the row is bad.</param>
/// <param name="expected">For the message then.</param>
/// <param name="index">Which of the run's <see cref="RowCells.Lookups"/> it is.</param>
internal sealed class LookupRows(
    IReadOnlyList<(int Slot, string Name, ByteTexts Missing)> key, IReadOnlyList<int> targets, IReadOnlyList<byte[]>? absent, string expected, int index) : RowStep
{
    private readonly (int Slot, string Name, ByteTexts Missing)[] _key = [.. key];
    private readonly int[] _targets = [.. targets];

    public override RowOutcome Apply(RowCells cells)
    {
        if (HasKey(cells) && cells.Lookups[index].TryFindCells(cells.Result.Written, out var found))
        {
            foreach (var target in _targets)
                cells.Set(target, LengthPrefix.TakeText(ref found));
            return RowOutcome.Passed;
        }

        if (absent is null)
            return cells.Fail(_key[0].Slot, _key[0].Name, expected);
        for (var i = 0; i < _targets.Length; i++)
            cells.Set(_targets[i], absent[i]);
        return RowOutcome.Passed;
    }

    /// <summary>Puts the key together; false: a part of it has no value.</summary>
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
