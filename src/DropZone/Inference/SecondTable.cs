using DropZone.Csv.Reading;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Inference;

/// <summary>
/// Finds the header of another table below the first one: a row of words in columns of numbers or dates, which another row follows. It is certain behind
/// a blank row, if its columns continue below it, or if numbers or dates begin below it in another column.
/// </summary>
internal sealed class SecondTable
{
    private const int RowsForKind = 2;

    private CellKind[] _kinds = [];
    private long _rows;
    private bool _isAfterBlank;

    /// <summary>The line of a row that may be a header; 0: the row above is not.</summary>
    private long _candidate;
    private bool _isCandidateAfterBlank;

    private enum CellKind
    {
        /// <summary>No value so far.</summary>
        None,
        Number,
        Date,
        Words,
    }

    /// <summary>The line of the header; 0: not found.</summary>
    public long Line { get; private set; }

    public void AddBlank() => _isAfterBlank = true;

    /// <summary>Adds a row below the header.</summary>
    public void Add(RecordReader record)
    {
        if (Line > 0)
            return;
        if (_kinds.Length == 0)
            _kinds = new CellKind[record.CellCount];
        if (_candidate > 0 && IsTableBelow(record))
            Line = _candidate;
        else if (_candidate > 0)
            _kinds.AsSpan().Fill(CellKind.Words); // of a row of data
        _candidate = 0;
        if (_rows >= (_isAfterBlank ? 1 : RowsForKind) && IsHeader(record))
        {
            (_candidate, _isCandidateAfterBlank) = (record.Line, _isAfterBlank);
        }
        else
        {
            for (var i = 0; i < _kinds.Length; i++)
                _kinds[i] = Joined(_kinds[i], Kind(record.Cell(i)));
        }

        _isAfterBlank = false;
        _rows++;
    }

    /// <summary>Whether all cells are words, and some are in columns of numbers or dates.</summary>
    private bool IsHeader(RecordReader record)
    {
        var isTyped = false;
        for (var i = 0; i < _kinds.Length; i++)
        {
            if (Kind(record.Cell(i)) != CellKind.Words || record.Cell(i).ContainsAnyInRange((byte)'0', (byte)'9'))
                return false;
            isTyped |= _kinds[i] is CellKind.Number or CellKind.Date;
        }

        return isTyped;
    }

    private bool IsTableBelow(RecordReader record)
    {
        if (_isCandidateAfterBlank)
            return true;
        var (continues, begins) = (true, false);
        for (var i = 0; i < _kinds.Length; i++)
        {
            var kind = Kind(record.Cell(i));
            continues &= _kinds[i] is not (CellKind.Number or CellKind.Date) || kind == _kinds[i];
            begins |= kind is CellKind.Number or CellKind.Date && kind != _kinds[i] && _kinds[i] != CellKind.None;
        }

        return continues || begins;
    }

    private static CellKind Joined(CellKind known, CellKind kind) =>
        kind == CellKind.None || known == kind ? known : known == CellKind.None ? kind : CellKind.Words;

    private static CellKind Kind(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty || MissingMarkers.Find(cell) >= 0 ? CellKind.None
        : Digits.Are(cell) || NumberShape.IsOfAnyCountry(cell) ? CellKind.Number
        : DateShape.IsDate(cell) ? CellKind.Date
        : CellKind.Words;
}
