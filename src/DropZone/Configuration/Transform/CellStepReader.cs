using DropZone.Configuration.Schema;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Options;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the settings of one column in the steps that change cells. Each method returns null after a complaint.</summary>
internal static class CellStepReader
{
    private const int MaxCharacters = 10_000;
    private const int MaxPlaces = 20;

    private static readonly KeySet ReplacementKeys = new("a replacement", "from", "pattern", "to");
    private static readonly KeySet PaddingKeys = new("a padding", "width", "with", "side");
    private static readonly KeySet MapKeys = new("a map", "values", "absent");
    private static readonly KeySet MaskingKeys = new("a mask", "first", "last", "with");
    private static readonly KeySet NumberKeys = new("a number", "decimalChar", "groupChar", "grouping", "places", "round");
    private static readonly Dictionary<string, MidpointRounding> Roundings = new()
    {
        ["half-up"] = MidpointRounding.AwayFromZero,
        ["half-even"] = MidpointRounding.ToEven,
        ["down"] = MidpointRounding.ToZero,
    };

    private static readonly KeySet AbsentKeys = new("`absent`", "value");
    private static readonly Dictionary<string, bool> Sides = new() { ["start"] = false, ["end"] = true };
    private static readonly Dictionary<string, AbsentKind> AbsentKinds = new() { ["fail"] = AbsentKind.Fail, ["keep"] = AbsentKind.Keep };

    public static Replacement? Replacement(Entry entry)
    {
        if (entry.Mapping(ReplacementKeys) is not { } mapping)
            return null;
        var to = mapping.Required("to", "write the replacement, `\"\"` for an empty one")?.Text("a text");
        if (mapping["from"] is not null == mapping["pattern"] is not null)
        {
            entry.Complain("a replacement requires either `from` or `pattern`", "write `from: TEXT`, or `pattern: EXPRESSION`");
            return null;
        }

        var from = (mapping["from"] ?? mapping["pattern"])!.Text("a text");
        return from is null || to is null ? null : new Replacement(from, to, mapping["pattern"] is not null);
    }

    public static Padding? Padding(Entry entry)
    {
        if (entry.Mapping(PaddingKeys) is not { } mapping)
            return null;
        var width = mapping.Required("width", "write the minimum number of characters of the cell") is { } given ? WholeNumber.Read(given, 1, MaxCharacters) : null;
        var with = mapping["with"] is { } filling ? filling.Text("one character") : " ";
        var atEnd = mapping["side"] is { } side ? Choice.Read(side, "side", Sides) : false;
        return width is null || with is null || atEnd is null ? null : new Padding(width.Value, with, atEnd.Value);
    }

    public static CellMap? Map(Entry entry)
    {
        if (entry.Mapping(MapKeys) is not { } mapping)
            return null;
        var values = mapping.Required("values", "write the table, as `values: { D: DE }`") is { } table
            ? StepColumns.Read(table, "D: DE", value => value.Text("a text"))
            : null;
        var absent = mapping["absent"] is { } other ? Absent(other) : new Absent(AbsentKind.Fail);
        return values is null || absent is null ? null : new CellMap(values, absent);
    }

    public static Masking? Masking(Entry entry)
    {
        if (entry.Mapping(MaskingKeys) is not { } mapping)
            return null;
        var first = mapping["first"] is { } start ? WholeNumber.Read(start, 0, MaxCharacters) : 0;
        var last = mapping["last"] is { } end ? WholeNumber.Read(end, 0, MaxCharacters) : 0;
        var with = mapping["with"] is { } cover ? cover.Text("one character") : "*";
        return first is null || last is null || with is null ? null : new Masking(first.Value, last.Value, with);
    }

    public static NumberForm? Number(Entry entry)
    {
        if (entry.Mapping(NumberKeys) is not { } mapping)
            return null;
        var point = mapping["decimalChar"] is { } mark ? mark.Text("one character") : ".";
        var group = mapping["groupChar"] is { } between ? between.Text("one character, or \"\"") : "";
        var places = mapping["places"] is { } digits ? WholeNumber.Read(digits, 0, MaxPlaces) : null;
        var rounding = mapping["round"] is { } way ? Choice.Read(way, "rounding", Roundings) : MidpointRounding.AwayFromZero;
        var grouping = mapping["grouping"] is { } groups ? Choice.Read(groups, "grouping", FieldReader.Groupings) : DigitGrouping.Thousands;
        if (mapping["round"] is { } useless && mapping["places"] is null)
            useless.ComplainOfKey("`round` has no effect without `places`", "add for example `places: 2`, or remove `round`");
        return point is null || group is null || rounding is null || grouping is null || (mapping["places"] is not null && places is null)
            ? null
            : new NumberForm(point, group, places, rounding.Value, grouping.Value);
    }

    private static Absent? Absent(Entry entry)
    {
        if (entry.Member("value") is not null)
            return entry.Mapping(AbsentKeys)?["value"]?.Text("a text") is { } value ? new Absent(AbsentKind.Value, value) : null;
        return Choice.Read(entry, "value for absent", AbsentKinds) is { } kind ? new Absent(kind) : null;
    }
}
