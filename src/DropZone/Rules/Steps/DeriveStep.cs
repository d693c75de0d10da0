using DropZone.Rules.Output;

namespace DropZone.Rules.Steps;

/// <summary>Writes columns, which may be new, from templates over the columns as they were: column to template.</summary>
public sealed record DeriveStep(IReadOnlyDictionary<string, string> Columns) : TransformStep
{
    internal override string Key => "derive";

    internal override void Compile(PlanDraft draft, string path)
    {
        var known = draft.Slots();
        // a derived column is a new one under the old name, so that the others still see what was there
        foreach (var (name, text) in Columns)
        {
            var column = draft.Replace(name, $"{path}.{name}");
            if (Template.Compile(text, known, out var problem) is { } template)
                draft.Add(new TemplateStep(column.Slot, template));
            else
                draft.Complain($"{path}.{name}", problem!);
        }
    }

    internal override IEnumerable<RuleProblem> Problems(string path) => AddStep.TemplateProblems(Columns, path);
}
