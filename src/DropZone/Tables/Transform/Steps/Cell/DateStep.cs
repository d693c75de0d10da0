using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>
/// Writes dates in another format: column to strptime pattern of the output. They are read in the format of the column's schema field
/// (ISO 8601 where it has none).
/// </summary>
public sealed record DateStep(IReadOnlyDictionary<string, string> Formats) : TransformStep
{
    internal override string Key => "date";

    internal override void Compile(PlanDraft draft, string path)
    {
        foreach (var (name, format) in Formats)
        {
            if (draft.Find(name, $"{path}.{name}") is not { } column || column.Pattern(format) is not { } target)
                continue;
            if (column.DateReader() is { } reader)
            {
                draft.Read(column);
                draft.Edit(column, new DateEdit(reader, target, draft.AreRead));
                column.Become(target, isLocalTime: column.Cells.IsLocalTime);
            }
            else
            {
                draft.Complain($"{path}.{name}", $"The column \"{name}\" has a type without dates in the schema. Name a date, datetime or string column.");
            }
        }
    }

    internal override IEnumerable<RuleProblem> Problems(string path)
    {
        foreach (var (name, format) in Formats)
            if (DatePattern.Compile(format, out var problem) is null)
                yield return new RuleProblem($"{path}.{name}", problem!);
    }
}
