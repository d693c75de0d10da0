using DropZone.Csv.Reading;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Errors;

/// <summary>
/// Shows the cells of a table to errors, but for those of fields marked sensitive. Where some field is marked and it is not certain which cell
/// belongs to which field, no cell is shown: before a header fits, and in a row with other cells than the header has labels.
/// </summary>
internal sealed class SensitiveCells
{
    /// <summary>Replaces a cell that is not shown.</summary>
    public const string Mask = "[sensitive]";

    private readonly HashSet<string> _sensitive;
    private readonly HashSet<string> _known;
    private readonly bool _hidesAll;
    private bool[]? _masked;

    /// <param name="schemas">Those that the table may have; its header decides which one it has.</param>
    /// <param name="hidesAll">No cell is shown, whatever the schemas mark.</param>
    public SensitiveCells(IReadOnlyList<TableSchema> schemas, bool hidesAll)
    {
        _hidesAll = hidesAll;
        var fields = schemas.SelectMany(schema => schema.Fields).ToList();
        _sensitive = [.. fields.Where(field => field.Sensitive).Select(field => field.Name)];
        _known = [.. fields.Select(field => field.Name)];
    }

    /// <summary>From now on the labels decide which cells are shown.</summary>
    public void Trust(IReadOnlyList<string> labels) => _masked = [.. labels.Select(_sensitive.Contains)];

    /// <param name="column">0-based; the record has it.</param>
    public string Show(RecordReader record, int column) => IsShown(record, column) ? CellExcerpt.Of(record.Cell(column)) : Mask;

    /// <summary>The label of a column. One that no field has may be a cell of a file without a header.</summary>
    public string ShowLabel(string label) => _sensitive.Count == 0 || _masked is not null || _known.Contains(label) ? CellExcerpt.Of(label) : Mask;

    private bool IsShown(RecordReader record, int column) =>
        !_hidesAll && (_sensitive.Count == 0 || _masked is not null && record.Fault is null && record.CellCount == _masked.Length && !_masked[column]);
}
