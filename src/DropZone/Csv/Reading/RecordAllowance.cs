namespace DropZone.Csv.Reading;

/// <summary>
/// The memory that the records of one run over a table may take. Most runs have a small allowance, which is free. A run that needs more ends, and is repeated with a large one when its turn has come (<see cref="RecordMemory"/>). Thread-safe.
/// </summary>
public sealed class RecordAllowance
{
    /// <summary>The size of a record, in bytes, that needs no turn.</summary>
    public const int FreeRecord = 1 << 20;

    /// <summary>The memory in bytes for the values in a cell that needs no turn.</summary>
    private const int FreeValues = 4 << 20;

    /// <summary>
    /// Bytes of memory for each byte of a record: the tokenizer's buffer while it doubles (3), the cell without escapes (2), its copy in
    /// the output (1), and the copies of a step or a pattern (4).
    /// </summary>
    private const int OfByte = 10;

    /// <summary>Bytes of memory for each cell of a record: the tokenizer's index while it doubles.</summary>
    private const int OfCell = 12;

    private readonly long _budget;
    private readonly bool _isSmall;
    private volatile bool _wasRefused;

    private RecordAllowance(long budget, bool isSmall) => (_budget, _isSmall) = (budget, isSmall);

    /// <summary>For programs that read one table: limited by the maximum size of a record alone.</summary>
    public static RecordAllowance Unlimited { get; } = new(long.MaxValue, isSmall: false);

    /// <summary>Whether a record may take more than what is free, and the run has the turn.</summary>
    public bool IsLarge => !_isSmall && _budget < long.MaxValue;

    /// <summary>Whether the run needs the turn: its result does not count.</summary>
    public bool NeedsTurn => _isSmall && _wasRefused;

    /// <summary>Returns the allowance of a run without the turn.</summary>
    internal static RecordAllowance Small() => new(FreeRecord * (long)OfByte, isSmall: true);

    /// <summary>Returns the allowance of the run that has the turn.</summary>
    /// <param name="budget">In bytes.</param>
    internal static RecordAllowance Large(long budget) => new(budget, isSmall: false);

    /// <summary>Returns the maximum size of a record in bytes.</summary>
    /// <param name="maxRecordSize">The maximum, whatever memory there is.</param>
    internal int MaxRecord(int maxRecordSize) => (int)Math.Min(maxRecordSize, _budget / OfByte);

    /// <summary>Returns whether a record of that many bytes and cells fits.</summary>
    internal bool AdmitsCells(long length, long cells) => _isSmall || (length * OfByte) + (cells * OfCell) <= _budget;

    /// <summary>Returns whether the values in a cell fit, beside its record. If not, this run may need the turn.</summary>
    /// <param name="length">Of the cell, in bytes.</param>
    /// <param name="memory">Of its values, in bytes.</param>
    internal bool AdmitsValues(long length, long memory)
    {
        if (memory <= (_isSmall ? FreeValues : _budget - (length * OfByte)))
            return true;
        Refuse();
        return false;
    }

    /// <summary>Notes that the run needs more than it may have.</summary>
    internal void Refuse() => _wasRefused = true;
}
