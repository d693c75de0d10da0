using DropZone.Rules.Output;

namespace DropZone.Rules.Steps;

/// <summary>Appends columns: name to template. A template is text with <see cref="Placeholder"/>s and names of columns in braces.</summary>
public sealed record AddStep(IReadOnlyDictionary<string, string> Columns) : TransformStep
{
    internal override string Key => "add";

    internal override void Compile(PlanDraft draft, string path)
    {
        // the new columns do not see one another
        var known = draft.Slots();
        foreach (var (name, text) in Columns)
        {
            var added = draft.Append(name, $"{path}.{name}");
            if (Template.Compile(text, known, out var problem) is { } template)
                draft.Add(new TemplateStep(added.Slot, template));
            else
                draft.Complain($"{path}.{name}", problem!);
        }
    }

    internal override IEnumerable<RuleProblem> Problems(string path) => TemplateProblems(Columns, path);

    internal static IEnumerable<RuleProblem> TemplateProblems(IReadOnlyDictionary<string, string> templates, string path)
    {
        foreach (var (name, text) in templates)
            if (Template.Compile(text, null, out var problem) is null)
                yield return new RuleProblem($"{path}.{name}", problem!);
    }
}
