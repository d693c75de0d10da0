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
    private readonly RecordReader record;
    private readonly ErrorLog errors;
    private readonly IReadOnlyList<string> labels;
    private readonly CellInspection inspection;
    private readonly (FieldCheck Check, int Column)[] checks;
    private readonly RowKeys keys;

    /// <param name="schema">Null: any well-formed CSV.</param>
    /// <param name="fieldChecks">One for each field of the schema, in its order.</param>
    /// <param name="columns">The 0-based column of each field; -1: the file has none.</param>
    public RowCheck(TableSchema? schema, IReadOnlyList<FieldCheck> fieldChecks, RecordReader record, ErrorLog errors, IReadOnlyList<string> labels,
        IReadOnlyList<int> columns, IReadOnlyList<ReferenceTable> references, Func<Stream> scratch)
    {
        this.record = record;
        this.errors = errors;
        this.labels = labels;
        inspection = new CellInspection(fieldChecks.Count, scratch);
        keys = new RowKeys(schema, fieldChecks, references, columns, scratch);
        checks = [.. fieldChecks.Select((check, i) => (check, columns[i])).Where(pair => pair.check.IsNeeded && pair.Item2 >= 0)];
    }

    /// <summary>Checks all rows of the block, column by column. Returns false if a row may be invalid, and each must be checked.</summary>
    public bool AreAllValid()
    {
        var batch = record.Batch(0);
        if (batch.Count == 0 || record.HasNulls || record.CellCount != labels.Count)
            return false;
        for (var first = 0; batch.Count > 0; batch = record.Batch(first += batch.Count))
        {
            foreach (var (check, column) in checks)
                check.Inspect(batch.Column(column), inspection);
            if (inspection.Faults.Count > 0)
            {
                inspection.Faults.Clear();
                return false;
            }
        }

        return true;
    }

    /// <summary>Reports the faults of the row. Returns whether it is valid.</summary>
    public bool IsValid()
    {
        // the rest of a record split by a carriage return, which was already reported
        if (record.Continues && record.CellCount != labels.Count)
            return false;
        var valid = record.CellCount == labels.Count || CheckCellCount();
        inspection.Row = record.Row;
        var hasNulls = record.HasNulls;
        foreach (var (check, column) in checks)
        {
            if (column >= record.CellCount)
                continue;
            if (hasNulls && record.IsNull(column))
                check.InspectMissing(inspection);
            else
                check.Inspect(record.Cell(column), inspection);
            if (inspection.Faults.Count == 0)
                continue;
            foreach (var fault in inspection.Faults)
                errors.Add(fault.Code, column, column + 1, labels[column], fault.Message, fault.Hint);
            inspection.Faults.Clear();
            valid = false;
        }

        return keys.Inspect(record, errors) && valid;
    }

    /// <summary>Reports faults that are known only at the end of the file.</summary>
    public void Finish() => keys.Finish(errors);

    public void Dispose()
    {
        inspection.Dispose();
        keys.Dispose();
    }

    private bool CheckCellCount()
    {
        var hint = $"the row has {record.CellCount} {(record.CellCount == 1 ? "cell" : "cells")} and the header has {labels.Count}";
        for (var i = labels.Count; i < record.CellCount; i++)
            errors.Add(ErrorCode.ExtraCell, i, i + 1, null, $"Cell {i + 1} has no column: {hint}. A cell that contains a delimiter may lack its quotes.");
        for (var i = record.CellCount; i < labels.Count; i++)
            errors.Add(ErrorCode.MissingCell, -1, i + 1, labels[i], $"The cell of \"{labels[i]}\" is missing; expected as cell {i + 1}: {hint}.");
        return false;
    }
}
