using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Rows;

namespace DropZone.Tables.Transform.Steps;

/// <summary>Writes columns from templates: text with <see cref="Placeholder"/>s and names of columns in braces.</summary>
public abstract record TemplateStep(IReadOnlyDictionary<string, string> Columns) : TransformStep
{
    /// <summary>Whether the step needs the digest of the file before its first row is written.</summary>
    internal bool RequiresDigest => Columns.Values.Any(text => Template.Compile(text, null, out _)?.Has(Placeholder.FileSha256) == true);

    /// <summary>The destination of the cells of the column.</summary>
    private protected abstract ColumnDraft Target(PlanDraft draft, string name, string path);

    internal sealed override void Compile(PlanDraft draft, string path)
    {
        // all templates see the columns as they were before the step
        var known = draft.Slots();
        var sources = draft.Columns.ToList();
        foreach (var (name, text) in Columns)
        {
            var column = Target(draft, name, $"{path}.{name}");
            if (Template.Compile(text, known, out var problem) is not { } template)
            {
                draft.Complain($"{path}.{name}", problem!);
                continue;
            }

            draft.Add(new TemplateAction(column.Slot, template));
            column.BecomeFrom([.. template.Slots.Select(slot => sources.Find(source => source.Slot == slot)).OfType<ColumnDraft>()], isCopy: template.IsColumn);
        }
    }

    internal sealed override IEnumerable<RuleProblem> Problems(string path)
    {
        foreach (var (name, text) in Columns)
            if (Template.Compile(text, null, out var problem) is null)
                yield return new RuleProblem($"{path}.{name}", problem!);
    }
}
