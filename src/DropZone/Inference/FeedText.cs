using System.Globalization;
using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Tables.Schema;

namespace DropZone.Inference;

/// <summary>Writes an inferred table as the file of a feed, with comments for its reviewer.</summary>
public static class FeedText
{
    /// <param name="samples">The names of the samples, for the first comment.</param>
    public static string Of(InferredTable table, FeedNaming naming, IReadOnlyList<string> samples)
    {
        var text = new StringBuilder();
        Write(text, $"# Inferred from {Samples(samples)}, {Number(table.Rows)} {(table.Rows == 1 ? "row" : "rows")}; it describes only them.");
        Write(text, "# Check that it fits all future files. Run `dropzone config check` after each change.");
        Write(text, "");
        Write(text, $"feed: {naming.Name}");
        Write(text, "");
        Write(text, "# Names of files in incoming/ that belong to this feed; files in incoming/" + naming.Name + "/ always do.");
        Write(text, $"match: {YamlText.List(naming.Match)}");
        Write(text, "");
        if (table.Blank > 0)
        {
            Write(text, $"# {Number(table.Blank)} {(table.Blank == 1 ? "row has" : "rows have")} only empty cells.");
            Write(text, "blank-rows: skip");
            Write(text, "");
        }

        if (table.Dialect.IgnoresTrailingDelimiter)
        {
            Write(text, "# Each row ends with a delimiter, which is no cell without a value.");
            Write(text, "trailing-delimiter: ignore");
            Write(text, "");
        }

        foreach (var note in table.Notes)
            Write(text, $"# {note}");
        Write(text, $"dialect: {{ {string.Join(", ", Members(table.Dialect))} }}");
        Write(text, "");
        Write(text, "schema:");
        WriteKeys(text, table);
        Write(text, "  fields:");
        foreach (var field in table.Fields)
            WriteField(text, field);
        Write(text, "");
        Write(text, "# Destination of the output. The next line is the default.");
        Write(text, "load:");
        Write(text, $"  - directory: {{ path: outgoing/{naming.Name} }}");
        return text.ToString();
    }

    private static void WriteKeys(StringBuilder text, InferredTable table)
    {
        if (table.PrimaryKey is { } key)
        {
            Write(text, "  # The values are unique in the samples; a file with a duplicate will fail.");
            Write(text, $"  primaryKey: [{YamlText.Quoted(key)}]");
        }

        var others = table.KeyCandidates.Where(name => name != table.PrimaryKey).ToList();
        if (others.Count == 0)
            return;
        Write(text, "  # The values of these columns are also unique. If that is not by chance, declare one as a key:");
        foreach (var other in others)
            Write(text, $"  # uniqueKeys: [[{YamlText.Quoted(other)}]]");
    }

    private static void WriteField(StringBuilder text, InferredField inferred)
    {
        foreach (var note in inferred.Notes)
            Write(text, $"    # {note}");
        Write(text, $"    - {{ {string.Join(", ", Members(inferred.Field))} }}");
    }

    private static IEnumerable<string> Members(Dialect dialect)
    {
        yield return dialect.Delimiter == '\t' ? "delimiter: tab" : $"delimiter: {YamlText.Quoted(dialect.Delimiter!.Value.ToString())}";
        if (dialect.QuoteChar != '"')
            yield return $"quoteChar: {YamlText.Quoted(dialect.QuoteChar.ToString())}";
        if (dialect.EscapeChar is { } escape)
            yield return $"escapeChar: {YamlText.Quoted(escape.ToString())}";
        if (dialect.SkipInitialSpace)
            yield return "skipInitialSpace: true";
        if (!dialect.Header)
            yield return "header: false";
        if (dialect.CommentRows.Count > 0)
            yield return $"commentRows: [{string.Join(", ", dialect.CommentRows)}]";
        if (dialect.CommentChar is { } comment)
            yield return $"commentChar: {YamlText.Quoted(comment.ToString())}";
        if (dialect.Encoding is { } encoding)
            yield return $"encoding: {encoding}";
    }

    private static IEnumerable<string> Members(Field field)
    {
        yield return $"name: {YamlText.Scalar(field.Name)}";
        yield return $"type: {field.Type.ToString().ToLowerInvariant()}";
        if (field.Format != "default")
            yield return $"format: {YamlText.Quoted(field.Format)}";
        if (field.DecimalChar != ".")
            yield return $"decimalChar: {YamlText.Quoted(field.DecimalChar)}";
        if (field.GroupChar is { } group)
            yield return $"groupChar: {YamlText.Quoted(group)}";
        if (field.MissingValues is { } missing)
            yield return $"missingValues: {YamlText.List(missing)}";
        var constraints = Members(field.Constraints).ToList();
        if (constraints.Count > 0)
            yield return $"constraints: {{ {string.Join(", ", constraints)} }}";
    }

    private static IEnumerable<string> Members(Constraints constraints)
    {
        if (constraints.Required)
            yield return "required: true";
        if (constraints.Enum is { } values)
            yield return $"enum: {YamlText.List(values)}";
    }

    private static string Samples(IReadOnlyList<string> samples) =>
        samples.Count > 3 ? $"{samples.Count} samples" : string.Join(", ", samples.Select(VisibleText.Escape));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void Write(StringBuilder text, string line) => text.Append(line).Append('\n');
}
