using System.Text;
using DropZone.Csv;

namespace DropZone.Rules.Output;

/// <summary>Writes the rows of one run as the plan says. Cells that do not change keep their bytes.</summary>
internal sealed class RowWriter(OutputPlan plan, RecordReader record, RecordWriter writer, SourceFacts facts) : IDisposable
{
    private readonly OutputColumn[] columns = plan.Columns;
    private readonly bool copies = record.CellsAreStandard;
    private ByteBuffer edited = new(256);
    private ByteBuffer spare = new(256);

    /// <summary>The header may be the record, or what the plan renames and adds, or what several rows or none of the file say.</summary>
    public void WriteHeader()
    {
        var isRecord = copies && record.HeaderIsRecord;
        if (isRecord && plan.IsIdentity)
        {
            writer.WriteRaw(record.Record);
        }
        else
        {
            foreach (var column in columns)
                if (isRecord && column.Source >= 0 && column.Name == column.SourceName)
                    writer.WriteRaw(record.RawCell(column.Source));
                else
                    writer.WriteCell(Encoding.UTF8.GetBytes(column.Name));
        }

        writer.EndRecord();
    }

    /// <summary>Writes the row, or only tries it. A cell that cannot be edited: false, and nothing is written.</summary>
    public bool TryWrite(bool keep, out OutputColumn? failed, out CellEdit? failedEdit)
    {
        failed = null;
        failedEdit = null;
        if (copies && plan.IsIdentity)
        {
            if (keep)
            {
                writer.WriteRaw(record.Record);
                writer.EndRecord();
            }

            return true;
        }

        foreach (var column in columns)
        {
            if (column.IsRaw)
            {
                Copy(column.Source);
            }
            else if (!TryWriteCell(column, out failedEdit))
            {
                failed = column;
                writer.DropRecord();
                return false;
            }
        }

        if (keep)
            writer.EndRecord();
        else
            writer.DropRecord();
        return true;
    }

    public void Dispose()
    {
        edited.Dispose();
        spare.Dispose();
    }

    private bool TryWriteCell(OutputColumn column, out CellEdit? failed)
    {
        failed = null;
        edited.Truncate(0);
        if (column.Template is { } template)
        {
            template.Write(record, facts, edited);
            writer.WriteCell(edited.Written);
            return true;
        }

        var cell = record.Cell(column.Source);
        var changed = false;
        for (var i = 0; i < column.Edits.Count; i++)
        {
            spare.Truncate(0);
            var outcome = column.Edits[i].Apply(changed ? edited.Written : cell, spare);
            if (outcome == EditOutcome.Failed)
            {
                failed = column.Edits[i];
                return false;
            }

            if (outcome == EditOutcome.Unchanged)
                continue;
            (edited, spare) = (spare, edited);
            changed = true;
        }

        if (changed)
            writer.WriteCell(edited.Written);
        else
            Copy(column.Source);
        return true;
    }

    private void Copy(int column)
    {
        if (copies)
            writer.WriteRaw(record.RawCell(column));
        else
            writer.WriteCell(record.Cell(column));
    }
}
