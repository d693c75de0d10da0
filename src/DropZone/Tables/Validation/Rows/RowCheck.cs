using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.References;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Keys;

namespace DropZone.Tables.Validation.Rows;

/// <summary>Checks well-formed rows below a valid header.</summary>
internal sealed class RowCheck : IDisposable
{
    private readonly RecordReader _record;
    private readonly ErrorLog _errors;
    private readonly IReadOnlyList<string> _labels;
    private readonly CellInspection _inspection;
    private readonly (FieldCheck Check, int Column)[] _checks;
    private readonly RowKeys _keys;
    private readonly HeaderRow _header;

    /// <param name="schema">Null: any well-formed CSV.</param>
    /// <param name="fieldChecks">One for each field of the schema, in its order.</param>
    /// <param name="columns">The 0-based column of each field; -1: the file has none.</param>
    /// <param name="header">Finds rows that repeat the header.</param>
    public RowCheck(TableSchema? schema, IReadOnlyList<FieldCheck> fieldChecks, RecordReader record, ErrorLog errors, IReadOnlyList<string> labels,
        IReadOnlyList<int> columns, HeaderRow header, IReadOnlyList<ReferenceTable> references, Func<Stream> scratch, RecordAllowance memory)
    {
        _record = record;
        _errors = errors;
        _labels = labels;
        _inspection = new CellInspection(fieldChecks.Count, scratch, memory);
        _keys = new RowKeys(schema, fieldChecks, references, columns, scratch);
        _header = header;
        _checks = [.. fieldChecks.Select((check, i) => (check, columns[i])).Where(pair => pair.check.IsNeeded && pair.Item2 >= 0)];
    }

    /// <summary>Checks all rows of the block, column by column. Returns false if a row may be invalid, and each must be checked.</summary>
    public bool AreAllValid()
    {
        var batch = _record.Batch(0);
        if (batch.Count == 0 || _record.HasNulls || _record.CellCount != _labels.Count)
            return false;
        for (var first = 0; batch.Count > 0; batch = _record.Batch(first += batch.Count))
        {
            foreach (var (check, column) in _checks)
                check.Inspect(batch.Column(column), _inspection);
            if (_inspection.Faults.Count > 0 || (_header.IsDoubtful && MayRepeatHeader(batch.Column(0))))
            {
                _inspection.Faults.Clear();
                return false;
            }
        }

        return true;
    }

    /// <summary>Reports the faults of the row. Returns whether it is valid.</summary>
    public bool IsValid()
    {
        // the rest of a record split by a carriage return, which was already reported
        if (_record.Continues && _record.CellCount != _labels.Count)
            return false;
        if (_header.Report(_record, _errors))
            return false;
        var valid = _record.CellCount == _labels.Count || CheckCellCount();
        _inspection.Row = _record.Row;
        var hasNulls = _record.HasNulls;
        foreach (var (check, column) in _checks)
        {
            if (column >= _record.CellCount)
                continue;
            if (hasNulls && _record.IsNull(column))
                check.InspectMissing(_inspection);
            else
                check.Inspect(_record.Cell(column), _inspection);
            if (_inspection.Faults.Count == 0)
                continue;
            foreach (var fault in _inspection.Faults)
                _errors.Add(fault.Code, column, column + 1, _labels[column], fault.Message, fault.Hint);
            _inspection.Faults.Clear();
            valid = false;
        }

        return _keys.Inspect(_record, _errors) && valid;
    }

    /// <summary>Reports faults that are known only at the end of the file.</summary>
    public void Finish() => _keys.Finish(_errors);

    public void Dispose()
    {
        _inspection.Dispose();
        _keys.Dispose();
    }

    private bool MayRepeatHeader(CellColumn first)
    {
        for (var row = 0; row < first.Count; row++)
            if (_header.MayStart(first[row]))
                return true;
        return false;
    }

    private bool CheckCellCount()
    {
        for (var i = _labels.Count; i < _record.CellCount; i++)
            _errors.Add(ErrorCode.ExtraCell, i, i + 1, null, $"Cell {i + 1} has no column: {Counts()}. A cell that contains a delimiter may lack its quotes.");
        for (var i = _record.CellCount; i < _labels.Count; i++)
            _errors.Add(ErrorCode.MissingCell, -1, i + 1, _labels[i], $"The cell of \"{_labels[i]}\" is missing; expected as cell {i + 1}: {Counts()}.");
        return false;
    }

    private string Counts() => $"the row has {_record.CellCount} {(_record.CellCount == 1 ? "cell" : "cells")} and the header has {_labels.Count}";
}
