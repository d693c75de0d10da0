using DropZone.Configuration.Yaml;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Cell;
using DropZone.Tables.Transform.Steps.Column;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the <c>transform</c> of a feed.</summary>
internal static class StepReader
{
    private static readonly Dictionary<string, Func<Entry, TransformStep?>> Readers = new()
    {
        ["select"] = entry => Columns(entry) is { } columns ? new SelectStep(columns) : null,
        ["drop"] = entry => Columns(entry) is { } columns ? new DropStep(columns) : null,
        ["rename"] = entry => Texts(entry, "old: new") is { } names ? new RenameStep(names) : null,
        ["reorder"] = entry => Columns(entry) is { } columns ? new ReorderStep(columns) : null,
        ["trim"] = entry => Columns(entry) is { } columns ? new TrimStep(columns) : null,
        ["upper"] = entry => Columns(entry) is { } columns ? new UpperStep(columns) : null,
        ["lower"] = entry => Columns(entry) is { } columns ? new LowerStep(columns) : null,
        ["title"] = entry => Columns(entry) is { } columns ? new TitleStep(columns) : null,
        ["normalize-space"] = entry => Columns(entry) is { } columns ? new NormalizeSpaceStep(columns) : null,
        ["unicode"] = entry => Columns(entry) is { } columns ? new UnicodeStep(columns) : null,
        ["replace"] = entry => StepColumns.Read(entry, "phone: { from: \"-\", to: \"\" }", CellStepReader.Replacement) is { } columns ? new ReplaceStep(columns) : null,
        ["pad"] = entry => StepColumns.Read(entry, "article: { width: 8, with: \"0\" }", CellStepReader.Padding) is { } columns ? new PadStep(columns) : null,
        ["map"] = entry => StepColumns.Read(entry, "country: { values: { D: DE } }", CellStepReader.Map) is { } columns ? new MapStep(columns) : null,
        ["mask"] = entry => StepColumns.Read(entry, "iban: { last: 4 }", CellStepReader.Masking) is { } columns ? new MaskStep(columns) : null,
        ["date"] = entry => Texts(entry, "placed: \"%Y-%m-%d\"") is { } formats ? new DateStep(formats) : null,
        ["datetime"] = DateTimeReader.Read,
        ["add"] = entry => Texts(entry, "source: \"{file.name}\"") is { } columns ? new AddStep(columns) : null,
        ["derive"] = entry => Texts(entry, "name: \"{first} {last}\"") is { } columns ? new DeriveStep(columns) : null,
        ["default"] = entry => Texts(entry, "country: DE") is { } values ? new DefaultStep(values) : null,
        ["constant"] = entry => Texts(entry, "source: shop") is { } values ? new ConstantStep(values) : null,
        ["number"] = entry => StepColumns.Read(entry, "amount: { places: 2 }", CellStepReader.Number) is { } columns ? new NumberStep(columns) : null,
        ["hash"] = HashReader.Read,
        ["lookup"] = LookupReader.Read,
        ["filter"] = FilterReader.Read,
        ["deduplicate"] = DeduplicateReader.Read,
        ["command"] = CommandStepReader.Read,
        ["split-column"] = ColumnStepReader.Split,
        ["join-columns"] = ColumnStepReader.Join,
    };

    private static readonly KeySet Steps = new("a transform step", [.. Readers.Keys]);

    /// <summary>The keys of all steps.</summary>
    public static IReadOnlyCollection<string> Names => Readers.Keys;

    /// <summary>Returns the steps, or null after complaints.</summary>
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
        if (mapping.Entries.Count == 1)
            return mapping.Entries.Single() is var only ? Readers[only.Name](only) : null;
        item.Complain("a step requires exactly one key", "start each step with its own `- `: their order is significant");
        return null;
    }

    private static IReadOnlyList<string>? Columns(Entry entry) => StepColumns.Names(entry);

    private static IReadOnlyDictionary<string, string>? Texts(Entry entry, string example) =>
        StepColumns.Read(entry, example, value => value.Text($"a text as in `{example}`"));
}
