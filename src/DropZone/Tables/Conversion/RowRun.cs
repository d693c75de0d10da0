using DropZone.Csv;
using DropZone.Csv.Reading;
using DropZone.Csv.Writing;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Validation.Rows;

namespace DropZone.Tables.Conversion;

/// <summary>Converts rows one by one: reads, validates, transforms, writes or rejects them.</summary>
/// <param name="layout">The layout of the table.</param>
/// <param name="record">The reader of the rows.</param>
/// <param name="errors">Receives their errors.</param>
/// <param name="writer">The writer of the output; null: nothing is written.</param>
/// <param name="deduplications">The keys of the run.</param>
internal sealed class RowRun(TableLayout layout, RecordReader record, ErrorLog errors, RecordWriter? writer, Deduplication[] deduplications) : IDisposable
{
    private readonly RuleSet _rules = layout.Rules;
    private readonly bool _splits = layout.Rules.BadRows == BadRows.Split;

    // Without a matching header rows are not validated, but still read, as they may be malformed.
    private readonly RowCheck? _check = layout.Columns is null
        ? null
        : new RowCheck(layout.IsUncertain ? null : layout.Variant.Schema, layout.Variant.Checks, record, errors, layout.Labels, layout.Columns, layout.Header!, layout.Rules.References, layout.Output.Scratch, layout.Output.Memory);

    private readonly RowWriter? _rows = layout.Plan is null || writer is null
        ? null
        : new RowWriter(layout.Plan, record, writer, layout.Form, layout.Facts, deduplications, layout.Lookups);

    private RejectWriter? _rejects;
    private bool _isChecked;
    private long _read;
    private long _passed;
    private long _filtered;
    private long _deduplicated;
    private long _rejected;
    private long _refused;

    public RowCounts Counts => new(_read, _passed, _filtered, _deduplicated, _rejected);

    /// <summary>Number of rows that were written.</summary>
    public long Passed => _passed;

    /// <param name="isRecord">Whether the header is the current record.</param>
    public void WriteHeader(bool isRecord) => _rows?.WriteHeader(isRecord);

    /// <summary>Checks all rows of a block before the first is read. If all are valid, they are not checked again.</summary>
    public void CheckAhead() => _isChecked = _check?.AreAllValid() == true;

    /// <summary>Writes the next rows that no step changes, in a block without faults.</summary>
    public void PassUntouched()
    {
        var count = _isChecked && _rows is not null ? _rows.WriteUntouched() : 0;
        _read += count;
        _passed += count;
    }

    /// <summary>Converts the next row. Returns false at the end, or if no row can be read after it.</summary>
    public bool ReadRow()
    {
        var outcome = record.Read();
        if (outcome == ReadOutcome.End)
            return false;
        var isBlank = outcome == ReadOutcome.Record && IsBlank();
        if (isBlank && _rules.BlankRows == BlankRows.Skip)
            return true;
        _read++;
        switch (Convert(outcome, isBlank))
        {
            case RowOutcome.Passed:
                _passed++;
                break;
            case RowOutcome.Filtered:
                _filtered++;
                break;
            case RowOutcome.Deduplicated:
                _deduplicated++;
                break;
            default:
                _rejected++;
                Reject();
                break;
        }

        return outcome != ReadOutcome.Stopped;
    }

    /// <summary>Reports faults that are known only at the end of the file.</summary>
    public void Finish() => _check?.Finish();

    /// <summary>Completes the rejects.</summary>
    public void FinishRejects() => _rejects?.Finish();

    public void Dispose()
    {
        _check?.Dispose();
        _rejects?.Dispose();
        _rows?.Dispose();
    }

    /// <summary>Reports the faults of the row, or applies the steps and writes it.</summary>
    private RowOutcome Convert(ReadOutcome outcome, bool isBlank)
    {
        if (outcome != ReadOutcome.Record)
            AddFault();
        else if (isBlank)
            errors.Add(ErrorCode.BlankRow, -1, null, null, "All cells of the row are empty or white space. Remove the row, or let the feed skip blank rows.");
        else
            return _check is null || (layout.IsUncertain && record.CellCount != layout.Labels.Count) ? RowOutcome.Passed : _isChecked || _check.IsValid() ? Transform() : RowOutcome.Rejected;
        return RowOutcome.Rejected;
    }

    private void AddFault()
    {
        if (!layout.IsMisread || record.Fault!.Code is not (ErrorCode.StrayQuote or ErrorCode.UnterminatedQuote or ErrorCode.RecordTooLarge))
            errors.Add(record.Fault!);
    }

    /// <summary>Writes the current row to the rejects, if the rules split files.</summary>
    private void Reject()
    {
        // the rows of a block with a fault are read again, one by one
        if (!_splits || _rows is null || layout.Output.Rejects is not { } stream || record is not FileRecordReader file)
            return;
        _rejects ??= new RejectWriter(file, stream);
        _rejects.Write();
    }

    private bool IsBlank()
    {
        if (!record.MayBeBlank())
            return false;
        for (var i = 0; i < record.CellCount; i++)
            if (!record.IsBlank(i) || (record.NullIsEmpty && !record.IsNull(i)))
                return false;
        return true;
    }

    /// <summary>Reports a row that a target refused, with its cell if the column is one of the file.</summary>
    private RowOutcome Refuse(RefusedRow refusal)
    {
        _refused++;
        var slot = layout.Plan!.Columns.FirstOrDefault(column => column.Name == refusal.Column)?.Slot ?? int.MaxValue;
        var isOfFile = slot < errors.Labels.Count;
        errors.Add(ErrorCode.TargetError, isOfFile ? slot : -1, isOfFile ? slot + 1 : null, isOfFile ? errors.Labels[slot] : refusal.Column, refusal.Message);
        return RowOutcome.Rejected;
    }

    private RowOutcome Transform()
    {
        if (_rows is null)
            return RowOutcome.Passed;
        var refusal = layout.Output.Refused?.GetValueOrDefault(_passed + _refused + 1);
        var outcome = _rows.Write(keep: refusal is null && (_splits || !errors.Any));
        if (outcome == RowOutcome.Passed && refusal is not null)
            return Refuse(refusal);
        if (outcome == RowOutcome.Rejected)
        {
            var (slot, column, message) = _rows.Failure;
            var isOfFile = slot < errors.Labels.Count;
            var label = isOfFile ? errors.Labels[slot] : column;
            errors.Add(ErrorCode.TransformError, isOfFile ? slot : -1, isOfFile ? slot + 1 : null, label, $"\"{label}\" {message}.");
        }

        return outcome;
    }
}
