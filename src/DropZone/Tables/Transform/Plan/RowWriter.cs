using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Csv.Writing;
using DropZone.Tables.References;
using DropZone.Tables.Transform.Duplicates;

namespace DropZone.Tables.Transform.Plan;

/// <summary>Applies the steps of a plan to the rows of one run and writes those that pass. Cells that do not change keep their bytes.</summary>
internal sealed class RowWriter(
    OutputPlan plan, RecordReader record, RecordWriter writer, OutputDialect form, SourceFacts facts, Deduplication[] deduplications,
    LookupTable[] lookups) : IDisposable
{
    private readonly OutputColumn[] _columns = plan.Columns;
    private readonly RowAction[] _steps = plan.Steps;
    private readonly RowCells _cells = new(record, facts, plan.Slots, deduplications, lookups);

    /// <summary>Whether the bytes of a cell have the same meaning in the file and in the output.</summary>
    private readonly bool _copies = Copies(record, form);

    /// <summary>Finds unchanged rows ahead; null: the steps are applied to each row.</summary>
    private readonly UntouchedRows? _untouched =
        record.Batch(0).Count > 0 && Copies(record, form) && form.LineTerminator == record.LineEndText && plan is { KeepsColumns: true, PredictableSteps: { } all }
            ? new UntouchedRows(record, all)
            : null;

    /// <summary>The reason for rejecting the last row.</summary>
    public RowFailure Failure => _cells.Failure;

    /// <summary>Writes the header. It may be the current record, or differ from it by renamed and added columns, several header rows or none.</summary>
    /// <param name="isRecord">Whether the header is the current record.</param>
    public void WriteHeader(bool isRecord)
    {
        isRecord &= _copies;
        if (isRecord && plan is { KeepsColumns: true, KeepsNames: true })
        {
            writer.WriteRaw(record.Record);
        }
        else
        {
            foreach (var column in _columns)
                if (isRecord && column.Name == column.SourceName)
                    writer.WriteRaw(record.RawCell(column.Slot));
                else
                    writer.WriteCell(Encoding.UTF8.GetBytes(column.Name));
        }

        writer.EndRecord();
    }

    /// <summary>Reads and writes the next rows that no step changes, and returns their number. The rows must be valid.</summary>
    public int WriteUntouched()
    {
        var count = _untouched?.CountFrom((int)record.Row, _cells.Result) ?? 0;
        if (count > 0)
            writer.WriteRawRecords(record.ReadRaw(count));
        return count;
    }

    /// <summary>Applies the steps to the current row, and writes it if it passes and <paramref name="keep"/> is true.</summary>
    public RowOutcome Write(bool keep)
    {
        _cells.Begin();
        foreach (var step in _steps)
            if (step.Apply(_cells) is var outcome and not RowOutcome.Passed)
                return outcome;
        foreach (var deduplication in deduplications)
            deduplication.Keep();
        if (keep)
            WriteCells();
        return RowOutcome.Passed;
    }

    public void Dispose() => _cells.Dispose();

    /// <summary>Copies adjacent unchanged cells at once.</summary>
    private void WriteCells()
    {
        if (_copies && plan.KeepsColumns && _cells.AreUntouched)
        {
            writer.WriteRaw(record.Record);
            writer.EndRecord();
            return;
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            var first = _columns[i].Slot;
            if (!IsCopied(first))
            {
                if (_cells.IsNull(first))
                    writer.WriteNull();
                else
                    writer.WriteCell(_cells[first]);
                continue;
            }

            var last = first;
            while (i + 1 < _columns.Length && _columns[i + 1].Slot == last + 1 && IsCopied(last + 1))
            {
                last++;
                i++;
            }

            writer.WriteRaw(record.RawCells(first, last));
        }

        writer.EndRecord();
    }

    private static bool Copies(RecordReader record, OutputDialect form) =>
        record.CellsAreStandard && form.Quoting == Quoting.AsRead && form.Delimiter == record.Delimiter && form.QuoteChar == record.Quote;

    private bool IsCopied(int slot) => _copies && _cells.IsUntouched(slot);
}
