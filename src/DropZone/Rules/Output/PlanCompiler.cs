using DropZone.Rules.Fields;
using DropZone.Rules.Moments;
using DropZone.Rules.Steps;

namespace DropZone.Rules.Output;

/// <summary>Compiles the transform steps over known columns.</summary>
internal sealed class PlanCompiler
{
    private readonly List<RuleProblem> problems;
    private readonly ByteTexts missing;
    private List<ColumnDraft> columns;

    private PlanCompiler(IEnumerable<ColumnDraft> columns, ByteTexts missing, List<RuleProblem> problems)
    {
        this.columns = [.. columns];
        this.missing = missing;
        this.problems = problems;
    }

    /// <summary>The plan for these labels; it counts only if no problem was added.</summary>
    /// <param name="fields">The field of each label; null: the schema has none for it.</param>
    public static OutputPlan Compile(
        IReadOnlyList<string> labels, IReadOnlyList<Field?> fields, ByteTexts missing, IReadOnlyList<TransformStep> steps, List<RuleProblem> problems)
    {
        var compiler = new PlanCompiler(
            labels.Select((label, i) => new ColumnDraft(label, i, fields[i])), missing, problems);
        for (var i = 0; i < steps.Count; i++)
            compiler.Add(steps[i], $"transform[{i}]");
        return new OutputPlan([.. compiler.columns.Select(column => column.Finish())], labels.Count);
    }

    /// <summary>What can be told of steps before the columns are known.</summary>
    public static void CheckWithoutColumns(IReadOnlyList<TransformStep> steps, List<RuleProblem> problems)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is AddStep add)
                foreach (var (name, template) in add.Columns)
                    if (Template.Compile(template, out var problem) is null)
                        problems.Add(new RuleProblem($"transform[{i}].add.{name}", problem!));
            if (steps[i] is DateStep date)
                foreach (var (name, format) in date.Formats)
                    if (DatePattern.Compile(format, out var problem) is null)
                        problems.Add(new RuleProblem($"transform[{i}].date.{name}", problem!));
        }
    }

    private void Add(TransformStep step, string path)
    {
        switch (step)
        {
            case SelectStep select:
                Select(select, $"{path}.select");
                break;
            case RenameStep rename:
                Rename(rename, $"{path}.rename");
                break;
            case TrimStep trim:
                Edit(trim.Columns, new TrimEdit(), $"{path}.trim");
                break;
            case UpperStep upper:
                Edit(upper.Columns, new CaseEdit(upper: true), $"{path}.upper");
                break;
            case LowerStep lower:
                Edit(lower.Columns, new CaseEdit(upper: false), $"{path}.lower");
                break;
            case DateStep date:
                foreach (var (name, format) in date.Formats)
                    Date(name, format, $"{path}.date.{name}");
                break;
            case AddStep add:
                foreach (var (name, template) in add.Columns)
                    Append(name, template, $"{path}.add.{name}");
                break;
            default:
                problems.Add(new RuleProblem(path, $"The step {step.GetType().Name} is not known; take it away."));
                break;
        }
    }

    private void Select(SelectStep step, string path)
    {
        var kept = new List<ColumnDraft>();
        for (var i = 0; i < step.Columns.Count; i++)
        {
            if (Find(step.Columns[i], $"{path}[{i}]") is not { } column)
                continue;
            if (kept.Contains(column))
                problems.Add(new RuleProblem($"{path}[{i}]", $"The column \"{column.Name}\" is selected twice; name it once."));
            else
                kept.Add(column);
        }

        if (step.Columns.Count == 0)
            problems.Add(new RuleProblem(path, "No column is selected; name at least one."));
        columns = kept;
    }

    // All at once, so that names can be swapped.
    private void Rename(RenameStep step, string path)
    {
        var found = step.Names.Select(pair => (Column: Find(pair.Key, $"{path}.{pair.Key}"), pair.Key, Name: pair.Value)).ToList();
        foreach (var (column, key, name) in found)
        {
            var taken = columns.Exists(other => other.Name == name && !step.Names.ContainsKey(other.Name))
                || found.Exists(other => other.Key != key && other.Name == name);
            if (name.Length == 0)
                problems.Add(new RuleProblem($"{path}.{key}", "The new name is empty; write a name."));
            else if (taken)
                problems.Add(new RuleProblem($"{path}.{key}", $"The name \"{name}\" is taken by another column; choose another."));
        }

        foreach (var (column, _, name) in found)
            if (column is not null)
                column.Name = name;
    }

    private void Edit(IReadOnlyList<string> names, CellEdit edit, string path)
    {
        for (var i = 0; i < names.Count; i++)
            if (Find(names[i], $"{path}[{i}]") is { } column)
                Edit(column, edit, $"{path}[{i}]");
    }

    private void Edit(ColumnDraft column, CellEdit edit, string path)
    {
        if (column.Template is null)
            column.Edits.Add(edit);
        else
            problems.Add(new RuleProblem(path, $"The column \"{column.Name}\" is added by an earlier step; write its template as it shall be."));
    }

    private void Date(string name, string format, string path)
    {
        var column = Find(name, path);
        var target = DatePattern.Compile(format, out var problem);
        if (target is null)
            problems.Add(new RuleProblem(path, problem!));
        if (column is null || target is null)
            return;
        if (Reader(column) is { } reader)
        {
            Edit(column, new DateEdit(reader, target, missing), path);
            column.Dates = new PatternReader(target);
        }
        else
        {
            problems.Add(new RuleProblem(path, $"The column \"{name}\" holds no dates by the schema; name a date, datetime or string column."));
        }
    }

    private static MomentReader? Reader(ColumnDraft column) => column.Dates ?? (column.Field?.Type switch
    {
        null or FieldType.String or FieldType.Any => new IsoMomentReader(),
        // a format with a problem is told where the schema is compiled
        FieldType.Date => MomentReader.For(MomentKind.Date, column.Field.Format, out _) ?? new IsoMomentReader(),
        FieldType.DateTime => MomentReader.For(MomentKind.DateTime, column.Field.Format, out _) ?? new IsoMomentReader(),
        _ => null,
    });

    private void Append(string name, string text, string path)
    {
        if (columns.Exists(column => column.Name == name))
            problems.Add(new RuleProblem(path, $"The column \"{name}\" exists already; choose another name."));
        if (name.Length == 0)
            problems.Add(new RuleProblem(path, "The name of the column is empty; write a name."));
        var template = Template.Compile(text, out var problem);
        if (template is null)
            problems.Add(new RuleProblem(path, problem!));
        columns.Add(new ColumnDraft(name, -1, null) { Template = template ?? Template.Compile("", out _) });
    }

    private ColumnDraft? Find(string name, string path)
    {
        var column = columns.Find(column => column.Name == name);
        if (column is null)
            problems.Add(new RuleProblem(path,
                $"There is no column \"{name}\" at this step; there are {string.Join(", ", columns.Take(20).Select(known => known.Name))}."));
        return column;
    }
}
