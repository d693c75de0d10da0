using DropZone.Csv;
using DropZone.Csv.Reading;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.References;
using DropZone.Tables.Transform.Duplicates;

namespace DropZone.Tables.Transform.Plan;

/// <summary>
/// The cells of the current row while the steps are applied. The first slots are the columns of the file, each later one
/// a column that a step added. No allocation per row.
/// </summary>
internal sealed class RowCells(RecordReader record, SourceFacts facts, int slots, Deduplication[] deduplications, LookupTable[] lookups) : IDisposable
{
    private readonly (int Start, int Length)[] _written = new (int, int)[slots];
    private readonly bool[] _nulls = new bool[slots];
    private readonly ByteBuffer _text = new(1024);

    public RecordReader Record => record;

    public SourceFacts Facts => facts;

    /// <summary>The state of the run for each step that drops rows by keys.</summary>
    public Deduplication[] Deduplications => deduplications;

    /// <summary>The reference tables of the steps, loaded at the start of the run.</summary>
    public LookupTable[] Lookups => lookups;

    /// <summary>Buffer for a new cell; a step empties it before use.</summary>
    public ByteBuffer Result { get; } = new(256);

    /// <summary>The reason for the failure of the last step.</summary>
    public RowFailure Failure { get; private set; }

    /// <summary>The current value of the cell. The span is valid until the next <see cref="Set"/>.</summary>
    public ReadOnlySpan<byte> this[int slot] =>
        IsUntouched(slot) ? record.Cell(slot) : _text.Written.Slice(_written[slot].Start, _written[slot].Length);

    /// <summary>Whether no step has changed the cell.</summary>
    public bool IsUntouched(int slot) => _written[slot].Start < 0;

    /// <summary>Whether the cell is the null sequence of the dialect, as read or as written by <see cref="SetNull"/>.</summary>
    public bool IsNull(int slot) => record.HasNulls && (IsUntouched(slot) ? record.IsNull(slot) : _nulls[slot]);

    /// <summary>Whether no step has changed the row.</summary>
    public bool AreUntouched { get; private set; }

    /// <summary>Whether the cell has no value: it is the null sequence of the dialect, or one of these texts.</summary>
    public bool IsMissing(int slot, ByteTexts missing) => IsNull(slot) || missing.Contains(this[slot]);

    /// <summary>Starts with the row that was just read.</summary>
    public void Begin()
    {
        if (!AreUntouched)
        {
            Array.Fill(_written, (-1, 0));
            Array.Clear(_nulls);
        }

        AreUntouched = true;
        _text.Truncate(0);
        foreach (var deduplication in deduplications)
            deduplication.Begin();
    }

    /// <summary>Replaces a cell. The new value must not be a span of these cells: build it in <see cref="Result"/>.</summary>
    public void Set(int slot, ReadOnlySpan<byte> cell)
    {
        AreUntouched = false;
        _written[slot] = (_text.Length, cell.Length);
        _nulls[slot] = false;
        _text.Append(cell);
    }

    /// <summary>Replaces a cell of an added column by one without a value: the null sequence of the dialect, or an empty cell.</summary>
    public void SetNull(int slot)
    {
        Set(slot, record.NullText);
        _nulls[slot] = record.HasNulls;
    }

    /// <summary>Records that the step failed because of this cell.</summary>
    public RowOutcome Fail(int slot, string column, string message)
    {
        Failure = new RowFailure(slot, column, message);
        return RowOutcome.Rejected;
    }

    public void Dispose()
    {
        _text.Dispose();
        Result.Dispose();
    }
}

/// <summary>The reason for the failure of a step on a row.</summary>
/// <param name="Slot">The cell; below the number of the file's columns it is a column of the file.</param>
/// <param name="Column">The column's name at that step.</param>
/// <param name="Message">The defect and its remedy.</param>
internal readonly record struct RowFailure(int Slot, string Column, string Message);
