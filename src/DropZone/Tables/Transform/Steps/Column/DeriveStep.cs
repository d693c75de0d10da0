using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Column;

/// <summary>Writes columns from templates. Existing columns are replaced in place.</summary>
public sealed record DeriveStep(IReadOnlyDictionary<string, string> Columns) : TemplateStep(Columns)
{
    internal override string Key => "derive";

    private protected override ColumnDraft Target(PlanDraft draft, string name, string path) => draft.Replace(name, path);
}
