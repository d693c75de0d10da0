using DropZone.Csv;
using DropZone.Csv.Reading;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.References;
using DropZone.Tables.Transform.Duplicates;

namespace DropZone.Tables.Transform.Plan;

/// <summary>
/// The cells of the row that is read, while the steps are taken. The first slots are the columns of the file, each later one
/// a column that a step added. No allocation per row.
/// </summary>
internal sealed class RowCells(RecordReader record, SourceFacts facts, int slots, Deduplication[] deduplications, LookupTable[] lookups) : IDisposable
{
    private readonly (int Start, int Length)[] _written = new (int, int)[slots];
    private readonly ByteBuffer _text = new(1024);

    public RecordReader Record => record;

    public SourceFacts Facts => facts;

    /// <summary>What the run knows of keys, for each step that drops rows by them.</summary>
    public Deduplication[] Deduplications => deduplications;

    /// <summary>The tables that the steps look up, as they were at the start of the run.</summary>
    public LookupTable[] Lookups => lookups;

    /// <summary>Buffer for a new cell; a step empties it before use.</summary>
    public ByteBuffer Result { get; } = new(256);

    /// <summary>Why the last step failed.</summary>
    public RowFailure Failure { get; private set; }

    /// <summary>The cell as it stands now. The span counts until the next <see cref="Set"/>.</summary>
    public ReadOnlySpan<byte> this[int slot] =>
        IsUntouched(slot) ? record.Cell(slot) : _text.Written.Slice(_written[slot].Start, _written[slot].Length);

    /// <summary>No step has changed the cell.</summary>
    public bool IsUntouched(int slot) => _written[slot].Start < 0;

    /// <summary>No step has changed the row.</summary>
    public bool AreUntouched { get; private set; }

    /// <summary>It holds no value: the dialect says so, or its text is one of these.</summary>
    public bool IsMissing(int slot, ByteTexts missing) => (IsUntouched(slot) && record.IsNull(slot)) || missing.Contains(this[slot]);

    /// <summary>A row was read.</summary>
    public void Begin()
    {
        if (!AreUntouched)
            Array.Fill(_written, (-1, 0));
        AreUntouched = true;
        _text.Truncate(0);
        foreach (var deduplication in deduplications)
            deduplication.Begin();
    }

    /// <summary>Puts a new cell in the place; it must not be one of these cells: make it in <see cref="Result"/>.</summary>
    public void Set(int slot, ReadOnlySpan<byte> cell)
    {
        AreUntouched = false;
        _written[slot] = (_text.Length, cell.Length);
        _text.Append(cell);
    }

    /// <summary>The step cannot be taken because of this cell.</summary>
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
