using DropZone.Csv.Reading;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Errors;

/// <summary>
/// Decides which cells errors may show: all except those of fields marked sensitive. If a field is marked and it is uncertain which cell
/// belongs to which field, no cell is shown: before a matching header, and in rows whose number of cells differs from the header.
/// </summary>
internal sealed class SensitiveCells
{
    /// <summary>Replaces a cell that is not shown.</summary>
    public const string Mask = "[sensitive]";

    private readonly HashSet<string> _sensitive;
    private readonly HashSet<string> _known;
    private readonly bool _hidesAll;
    private bool[]? _masked;

    /// <param name="schemas">The accepted schemas, of which the header selects one.</param>
    /// <param name="hidesAll">Whether no cell is shown, regardless of the schemas.</param>
    public SensitiveCells(IReadOnlyList<TableSchema> schemas, bool hidesAll)
    {
        _hidesAll = hidesAll;
        var fields = schemas.SelectMany(schema => schema.Fields).ToList();
        _sensitive = [.. fields.Where(field => field.Sensitive).Select(field => field.Name)];
        _known = [.. fields.Select(field => field.Name)];
    }

    /// <summary>Sets the labels, which decide which cells are shown.</summary>
    public void Trust(IReadOnlyList<string> labels) => _masked = [.. labels.Select(_sensitive.Contains)];

    /// <param name="column">The 0-based index of a cell of the record.</param>
    public string Show(RecordReader record, int column) => IsShown(record, column) ? CellExcerpt.Of(record.Cell(column)) : Mask;

    /// <summary>Returns the label of a column. A label without a field may be a cell of a file without a header.</summary>
    public string ShowLabel(string label) => _sensitive.Count == 0 || _masked is not null || _known.Contains(label) ? CellExcerpt.Of(label) : Mask;

    private bool IsShown(RecordReader record, int column) =>
        !_hidesAll && (_sensitive.Count == 0 || _masked is not null && record.Fault is null && record.CellCount == _masked.Length && !_masked[column]);
}
