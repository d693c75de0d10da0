using DropZone.Rules.Output;

namespace DropZone.Rules.Steps;

/// <summary>Removes white space around the cells of these columns, and puts one blank for each run of it inside.</summary>
public sealed record NormalizeSpaceStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "normalize-space";

    internal override void Compile(PlanDraft draft, string path) => draft.Edit(Columns, new NormalizeSpaceEdit(), path);
}
