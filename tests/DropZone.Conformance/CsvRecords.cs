using System.Text;
using System.Text.Json;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Conformance;

/// <summary>
/// Runs third-party cases that map CSV text to records or an error. A conversion decides on validity, a record reader returns the
/// records. The dialect is the strict default of a feed; <see cref="Settings"/> lists the exceptions and their reasons.
/// </summary>
internal static class CsvRecords
{
    private static readonly RuleSet Strict = new() { Dialects = [new Dialect { Delimiter = ',' }] };

    /// <summary>The first setting that applies is used.</summary>
    private static readonly (string Why, Func<JsonElement, bool> Applies, Func<RuleSet, RuleSet> Change)[] Settings =
    [
        ("the suite validates against the header foo,bar,baz",
            test => Id(test).Contains("/bad-header-", StringComparison.Ordinal),
            rules => rules with { Schemas = [Schema("foo", "bar", "baz")] }),
        ("no header but empty records: the dialect has no header, the schema one column, blank rows are skipped",
            test => Rows(test) is [var first, ..] && IsBlank(first),
            rules => rules with { Dialects = [rules.Dialects[0] with { Header = false }], Schemas = [Schema("foo")], BlankRows = BlankRows.Skip }),
        ("blank rows are records, and are skipped by validation",
            test => Rows(test).Any(IsBlank),
            rules => rules with { BlankRows = BlankRows.Skip }),
    ];

    /// <summary>Runs all cases and prints a line for each failure.</summary>
    public static (int Right, int Wrong) Run(JsonElement root, TextWriter output)
    {
        var (right, wrong) = (0, 0);
        foreach (var test in root.GetProperty("cases").EnumerateArray())
        {
            if (Difference(test) is not { } difference)
            {
                right++;
                continue;
            }

            wrong++;
            output.WriteLine($"{Id(test)}: {difference}");
        }

        return (right, wrong);
    }

    /// <summary>Returns how the result differs from the expected one, or null if it does not.</summary>
    private static string? Difference(JsonElement test)
    {
        var rules = Settings.FirstOrDefault(setting => setting.Applies(test)) is { Change: { } change } ? change(Strict) : Strict;
        var text = Encoding.UTF8.GetBytes(Text(test));
        if (TableConversion.Compile(rules, out var problems) is not { } conversion)
            return $"the rules do not compile: {string.Join("; ", problems)}";
        using var input = new MemoryStream(text);
        using var rejects = new MemoryStream();
        using var rows = new MemoryStream();
        var result = conversion.Run(input, new ConversionOutput(rows, rejects, () => new MemoryStream()), new SourceFacts("case.csv", default, new Lazy<string>(""), "job"), CancellationToken.None);
        var expected = test.GetProperty("expect").GetString();
        if (expected == "error")
            return result.Valid ? "expected an error; found a valid file" : null;
        if (!result.Valid)
            return $"expected records; found {string.Join(", ", result.Errors.Select(error => $"{error.Code} in line {error.Line}"))}";
        var want = test.GetProperty("records").EnumerateArray().Select(Canonical).ToList();
        // an empty list of records for a text with a header is a list of objects
        var asObjects = expected == "objects" || want.Count == 0;
        var found = Read(text, rules.Dialects[0], asObjects);
        return found.SequenceEqual(want) ? null : $"expected {string.Join(' ', want)}; found {string.Join(' ', found)}";
    }

    private static List<string> Read(byte[] text, Dialect dialect, bool asObjects)
    {
        using var reader = new FileRecordReader(new MemoryStream(text), dialect);
        var records = new List<string>();
        if (asObjects)
            reader.ReadHeader();
        while (reader.Read() == ReadOutcome.Record)
        {
            var cells = Enumerable.Range(0, reader.CellCount).Select(i => Encoding.UTF8.GetString(reader.Cell(i))).ToList();
            records.Add(asObjects ? Canonical(reader.Labels.Zip(cells)) : Canonical(cells));
        }

        return records;
    }

    /// <summary>
    /// Returns the text of the case. The collection lost the carriage returns of the files named <c>crlf</c>, as records expected
    /// with one show, so they are restored.
    /// </summary>
    private static string Text(JsonElement test)
    {
        var text = test.GetProperty("input").GetProperty("text").GetString()!;
        return Id(test).EndsWith("crlf", StringComparison.Ordinal) && !text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\n", "\r\n", StringComparison.Ordinal)
            : text;
    }

    private static string Canonical(JsonElement record) => record.ValueKind == JsonValueKind.Object
        ? Canonical(record.EnumerateObject().Select(pair => (pair.Name, pair.Value.GetString()!)))
        : Canonical(record.EnumerateArray().Select(cell => cell.GetString()!));

    private static string Canonical(IEnumerable<(string Name, string Value)> record) =>
        $"{{{string.Join(", ", record.OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => $"{Quoted(pair.Name)}: {Quoted(pair.Value)}"))}}}";

    private static string Canonical(IEnumerable<string> record) => $"[{string.Join(", ", record.Select(Quoted))}]";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static List<JsonElement> Rows(JsonElement test) =>
        test.GetProperty("expect").GetString() == "rows" ? [.. test.GetProperty("records").EnumerateArray()] : [];

    private static bool IsBlank(JsonElement row) =>
        row.ValueKind == JsonValueKind.Array && row.EnumerateArray().All(cell => cell.GetString()!.Length == 0);

    private static TableSchema Schema(params string[] names) => new() { Fields = [.. names.Select(name => new Field { Name = name })] };

    private static string Id(JsonElement test) => test.GetProperty("id").GetString()!;
}
