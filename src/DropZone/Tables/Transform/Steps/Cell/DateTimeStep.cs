using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Rows;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Converts dates with times to another format and time zone: column to form.</summary>
public sealed record DateTimeStep(IReadOnlyDictionary<string, DateTimeForm> Columns) : TransformStep
{
    internal override string Key => "datetime";

    internal override void Compile(PlanDraft draft, string path)
    {
        foreach (var (name, form) in Columns)
        {
            if (draft.Find(name, $"{path}.{name}") is not { } column || column.Pattern(form.To) is not { } target)
                continue;
            var from = form.From is { } pattern ? column.Pattern(pattern) : null;
            if (form.From is not null && from is null)
                continue;
            if ((from is null ? column.DateReader() : new PatternReader(from)) is not { } reader)
            {
                draft.Complain($"{path}.{name}", $"The column \"{name}\" has a type without dates in the schema. Name a date, datetime or string column.");
                continue;
            }

            if (from is null)
                draft.Read(column);
            draft.Add(new TimeZoneAction(
                column.Slot, name, new TimeShift(reader, new ZoneClock(form.Zone), new ZoneClock(form.ToZone), form.Repeated), target, form.To == DateTimeForm.Standard, draft.Missing(column)));
            column.Become(target, isLocalTime: !form.IsUtc);
        }
    }

    internal override IEnumerable<RuleProblem> Problems(string path)
    {
        foreach (var (name, form) in Columns)
        {
            if (form.From is { } from && (DatePattern.Compile(from, out var unread) is { } read ? PatternGap.Find(read, MomentKind.Date) : unread) is { } problem)
                yield return new RuleProblem($"{path}.{name}.from", problem);
            if (DatePattern.Compile(form.To, out var unwritten) is null)
                yield return new RuleProblem($"{path}.{name}.to", unwritten!);
        }
    }
}
