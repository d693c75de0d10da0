using DropZone.Rules.Steps;

namespace DropZone.Config;

/// <summary>Reads the <c>transform</c> of a feed.</summary>
internal static class StepReader
{
    private const string ColumnsExpected = "a column, or a list of columns";

    private static readonly KeySet Steps = new("a transform step", "select", "rename", "trim", "upper", "lower", "date", "add")
    {
        Planned =
        [
            "drop", "reorder", "title", "replace", "pad", "normalize-space", "unicode", "datetime", "number", "map", "lookup",
            "derive", "default", "constant", "filter", "deduplicate", "mask", "hash", "split-column", "join-columns", "command",
        ],
    };

    /// <summary>The steps, or null and complaints.</summary>
    public static IReadOnlyList<TransformStep>? Read(Entry entry)
    {
        if (entry.Items("a list of steps such as `- trim: [name, city]`") is not { } items)
            return null;
        var steps = items.Select(Step).ToList();
        return steps.Contains(null) ? null : [.. steps.OfType<TransformStep>()];
    }

    private static TransformStep? Step(Entry item)
    {
        var before = item.Complaints.Count;
        if (item.Mapping(Steps) is not { } mapping || item.Complaints.Count > before)
            return null;
        if (mapping.Entries.Count != 1)
        {
            item.Complain("a step has exactly one key", "start each step with its own `- `: the order counts");
            return null;
        }
        return mapping["select"] is { } select ? Columns(select) is { } selected ? new SelectStep(selected) : null
            : mapping["trim"] is { } trim ? Columns(trim) is { } trimmed ? new TrimStep(trimmed) : null
            : mapping["upper"] is { } upper ? Columns(upper) is { } uppered ? new UpperStep(uppered) : null
            : mapping["lower"] is { } lower ? Columns(lower) is { } lowered ? new LowerStep(lowered) : null
            : mapping["rename"] is { } rename ? ByColumn(rename, "`old: new`") is { } names ? new RenameStep(names) : null
            : mapping["date"] is { } date ? ByColumn(date, "`placed: \"%Y-%m-%d\"`") is { } formats ? new DateStep(formats) : null
            : mapping["add"] is { } add ? ByColumn(add, "`source: \"{file.name}\"`") is { } columns ? new AddStep(columns) : null
            : null;
    }

    private static IReadOnlyList<string>? Columns(Entry entry)
    {
        var columns = entry.Texts(ColumnsExpected);
        if (columns is not { Count: 0 })
            return columns;
        entry.Complain("no column is named", "name one, or remove the step");
        return null;
    }

    private static Dictionary<string, string>? ByColumn(Entry entry, string example)
    {
        if (entry.Pairs($"a mapping such as {example}") is not { } pairs)
            return null;
        if (pairs.Count == 0)
            entry.Complain("no column is named", $"write for example {example}");
        var values = pairs.Select(pair => (pair.Name, Text: pair.Value.Text($"a text as in {example}"))).ToList();
        return values.Count == 0 || values.Any(value => value.Text is null)
            ? null
            : values.ToDictionary(value => value.Name, value => value.Text!);
    }
}
