using DropZone.Tables.Primitives.RegularExpressions;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Replaces text in cells: column to replacement.</summary>
public sealed record ReplaceStep(IReadOnlyDictionary<string, Replacement> Columns) : TransformStep
{
    internal override string Key => "replace";

    internal override void Compile(PlanDraft draft, string path)
    {
        foreach (var (name, replacement) in Columns)
            if (draft.Find(name, $"{path}.{name}") is { } column && Edit(replacement, out _) is { } edit)
            {
                draft.Edit(column, edit);
                column.BecomeText(column.Origin);
            }
    }

    internal override IEnumerable<RuleProblem> Problems(string path)
    {
        foreach (var (name, replacement) in Columns)
            if (Edit(replacement, out var problem) is null)
                yield return new RuleProblem($"{path}.{name}", problem!);
    }

    private static CellEdit? Edit(Replacement replacement, out string? problem)
    {
        problem = replacement.From.Length == 0 ? "The text to replace is empty. Write at least one character." : null;
        if (problem is not null || !replacement.IsPattern)
            return problem is null ? new ReplaceEdit(replacement.From, replacement.To) : null;
        var regex = LinearRegex.Compile(replacement.From, out problem);
        return regex is null ? null : new RegexReplaceEdit(regex, replacement.To);
    }
}
