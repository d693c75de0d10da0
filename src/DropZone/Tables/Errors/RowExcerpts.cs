using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Errors;

/// <summary>Keeps the row of the first error of each code, so that a report can show the invalid cell with its neighbours.</summary>
/// <param name="shown">Decides which cells may be shown.</param>
internal sealed class RowExcerpts(SensitiveCells shown)
{
    private const int MaxCells = 12;
    private const int MaxLabels = 1000;

    private readonly List<RowExcerpt> _rows = [];
    private ulong _seen;

    public IReadOnlyList<RowExcerpt> Rows => _rows;

    /// <summary>The invalid header; null if it is valid.</summary>
    public HeaderExcerpt? Header { get; private set; }

    /// <summary>The expected header; null if there is none.</summary>
    public TableSchema? Schema { get; set; }

    /// <summary>Keeps the current record, if this is the first error of its code and a row can show it.</summary>
    /// <param name="labels">The header; empty before it is read.</param>
    /// <param name="column">1-based number of the invalid column; null: the record as a whole.</param>
    public void Keep(RecordReader record, IReadOnlyList<string> labels, ErrorCode code, int? column)
    {
        var bit = 1UL << (int)code;
        if ((_seen & bit) != 0)
            return;
        _seen |= bit;
        if (code.Scope() == ErrorScope.Header)
            Header ??= new HeaderExcerpt(Cut(labels), Cut(Schema?.Fields.Select(field => field.Name) ?? []), Schema?.FieldsMatch == FieldsMatch.Exact);
        // a file that could not be read on has no record to show
        else if (record.Row > 0 && (column is not null || code.Scope() == ErrorScope.Row))
            _rows.Add(Excerpt(record, labels, code, column));
    }

    private RowExcerpt Excerpt(RecordReader record, IReadOnlyList<string> labels, ErrorCode code, int? column)
    {
        var columns = Math.Max(record.CellCount, labels.Count);
        var first = Math.Clamp((column ?? 1) - 1 - MaxCells / 2, 0, Math.Max(0, columns - MaxCells));
        var end = Math.Min(record.CellCount, first + MaxCells);
        var cells = new List<string>(MaxCells);
        for (var i = first; i < end; i++)
            cells.Add(shown.Show(record, i));
        return new RowExcerpt(
            code, record.Row, record.Line, column, first + 1, record.CellCount,
            [.. labels.Skip(first).Take(MaxCells).Select(shown.ShowLabel)], cells);
    }

    private IReadOnlyList<string> Cut(IEnumerable<string> labels) => [.. labels.Take(MaxLabels).Select(shown.ShowLabel)];
}
