using DropZone.Rules.Output;

namespace DropZone.Rules.Steps;

/// <summary>Removes white space around the cells of these columns.</summary>
public sealed record TrimStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "trim";

    internal override void Compile(PlanDraft draft, string path) => draft.Edit(Columns, new TrimEdit(), path);
}
