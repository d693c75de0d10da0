using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Column;

/// <summary>Appends columns from templates.</summary>
public sealed record AddStep(IReadOnlyDictionary<string, string> Columns) : TemplateStep(Columns)
{
    internal override string Key => "add";

    private protected override ColumnDraft Target(PlanDraft draft, string name, string path) => draft.Append(name, path);
}
