namespace DropZone.Rules;

/// <summary>Compares the labels of a file with the fields of a schema, in order, and names the trouble as shortly as it can be named.</summary>
internal sealed class HeaderCheck(IReadOnlyList<string> labels, IReadOnlyList<Field>? fields, char delimiter)
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly List<HeaderFault> faults = [];

    public List<HeaderFault> Run()
    {
        if (labels.All(label => label.Length == 0))
            Add(ErrorCode.BlankHeader, -1, null, null, "The first row holds no label; expected the header in it.");
        else if (OtherDelimiter() is { } other)
            Add(ErrorCode.IncorrectLabel, 0, 1, fields![0].Name,
                $"The header is one label, but the schema has {fields.Count} fields: the delimiter seems to be {Name(other)}, not {Name(delimiter)}.");
        else if (fields is not null && labels.Count > fields.Count && Unmatched(labels, Names()) is { } extra)
            extra.ForEach(Extra);
        else if (fields is not null && labels.Count < fields.Count && Unmatched(Names(), labels) is { } absent)
            absent.ForEach(Missing);
        else
            ByPlace();
        return faults;
    }

    private void ByPlace()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var incorrect = new List<int>();
        for (var i = 0; i < labels.Count; i++)
        {
            var label = labels[i];
            var field = fields is not null && i < fields.Count ? fields[i].Name : null;
            if (label.Length == 0)
                Add(ErrorCode.BlankLabel, i, i + 1, field, $"The label of column {i + 1} is empty; expected {Quoted(field) ?? "a name"}.");
            else if (!seen.Add(label))
                Add(ErrorCode.DuplicateLabel, i, i + 1, field ?? label,
                    $"The label of column {i + 1} stands in column {Place(label)} already; expected {Quoted(field) ?? "every label once"}.");
            else if (fields is not null && field is null)
                Extra(i);
            else if (field is not null && label != field)
                incorrect.Add(i);
        }

        // one mistake in the making of a file shows in many labels, so they are one error
        if (incorrect.Count > 0)
            Incorrect(incorrect);

        for (var i = labels.Count; i < fields?.Count; i++)
            Missing(i);
    }

    private void Incorrect(List<int> columns)
    {
        var first = columns[0];
        var field = fields![first].Name;
        var others = string.Join(", ", columns.Skip(1).Take(20).Select(column => $"{column + 1} (\"{fields[column].Name}\")"));
        Add(ErrorCode.IncorrectLabel, first, first + 1, field,
            $"The label of column {first + 1} is not that of the schema; expected \"{field}\"{Hint(labels[first], field)}"
            + (others.Length == 0 ? "." : $"; the labels of these columns are wrong too: {others}."));
    }

    private void Extra(int column) =>
        Add(ErrorCode.ExtraLabel, column, column + 1, null, $"Column {column + 1} is not in the schema; expected {fields!.Count} columns.");

    private void Missing(int field) =>
        Add(ErrorCode.MissingLabel, -1, field + 1, fields![field].Name, $"The column \"{fields[field].Name}\" is missing; expected it as column {field + 1}.");

    // The places of the longer list that the shorter lacks, if it lacks nothing else.
    private static List<int>? Unmatched(IReadOnlyList<string> longer, IReadOnlyList<string> shorter)
    {
        var unmatched = new List<int>();
        var at = 0;
        for (var i = 0; i < longer.Count; i++)
            if (at < shorter.Count && longer[i] == shorter[at])
                at++;
            else
                unmatched.Add(i);
        return at == shorter.Count ? unmatched : null;
    }

    private char? OtherDelimiter()
    {
        if (labels.Count != 1 || fields is null || fields.Count < 2)
            return null;
        foreach (var other in Delimiters)
            if (other != delimiter && labels[0].Contains(other, StringComparison.Ordinal))
                return other;
        return null;
    }

    private string Hint(string label, string field)
    {
        if (string.Equals(label.Trim(), field.Trim(), StringComparison.OrdinalIgnoreCase))
            return ", which differs only in case or white space";
        return fields!.Any(other => other.Name == label) ? "; the columns are in another order" : "";
    }

    private int Place(string label) => labels.TakeWhile(other => other != label).Count() + 1;

    private List<string> Names() => [.. fields!.Select(field => field.Name)];

    private void Add(ErrorCode code, int column, int? position, string? field, string message) =>
        faults.Add(new HeaderFault(code, column, position, field, message));

    private static string? Quoted(string? name) => name is null ? null : $"\"{name}\"";

    private static string Name(char delimiter) => delimiter switch
    {
        ',' => "a comma",
        ';' => "a semicolon",
        '\t' => "a tab",
        '|' => "a bar",
        _ => $"\"{delimiter}\"",
    };
}
