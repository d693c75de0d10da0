using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Writes a cell from others.</summary>
internal sealed class TemplateAction(int slot, Template template) : RowAction
{
    public override bool NeedsPlace { get; } = template.Has(Placeholder.Row) || template.Has(Placeholder.Line);

    public override RowOutcome Apply(RowCells cells)
    {
        cells.Result.Truncate(0);
        if (template.Write(cells))
            cells.Set(slot, cells.Result.Written);
        else
            cells.SetNull(slot);
        return RowOutcome.Passed;
    }
}
