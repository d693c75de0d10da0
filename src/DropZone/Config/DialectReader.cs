using DropZone.Csv;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DropZone.Config;

/// <summary>Reads the <c>dialect</c> of a feed. Source: https://datapackage.org/standard/table-dialect/</summary>
internal static class DialectReader
{
    /// <summary>What a feed without a dialect has: the standard's default, a comma. Nothing is guessed unless asked.</summary>
    public static readonly Dialect Standard = new() { Delimiter = ',' };

    private static readonly KeySet Keys = new(
        "dialect", "delimiter", "quoteChar", "doubleQuote", "escapeChar", "nullSequence", "skipInitialSpace", "lineTerminator",
        "header", "headerRows", "headerJoin", "commentRows", "commentChar", "encoding")
    {
        // of the standard, and without a meaning for CSV files
        PassedOver = ["$schema", "name", "title", "description", "type", "property", "itemType", "itemKeys", "sheetNumber", "sheetName", "table", "csvddfVersion", "caseSensitiveHeader"],
    };

    /// <summary>The dialects of a list, or the single one; those complained about are missing.</summary>
    public static IReadOnlyList<Dialect> ReadAll(Entry entry)
    {
        if (entry.Node is not YamlSequenceNode)
            return Read(entry) is { } single ? [single] : [];
        if (entry.Items("a list of dialects") is { Count: > 0 } items)
            return [.. items.Select(Read).OfType<Dialect>()];
        entry.Complain("the list is empty: no file has no dialect", "write a dialect, or remove the key");
        return [];
    }

    /// <summary>The dialect, or null and a complaint.</summary>
    public static Dialect? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var before = entry.Complaints.Count;
        var dialect = Standard with
        {
            Delimiter = Given("delimiter") is { } delimiter ? Delimiter(delimiter) : Standard.Delimiter,
            QuoteChar = Given("quoteChar") is { } quote ? Character(quote, "one ASCII character such as \"'\"") ?? '"' : '"',
            DoubleQuote = mapping["doubleQuote"] is not { } doubled || Switch.Boolean(doubled) != false,
            EscapeChar = Given("escapeChar") is { } escape ? Character(escape, "one ASCII character such as `\\`") : null,
            NullSequence = Given("nullSequence")?.Text("a text"),
            SkipInitialSpace = mapping["skipInitialSpace"] is { } space && Switch.Boolean(space) == true,
            LineTerminator = Given("lineTerminator")?.Text("a line end such as \"\\r\\n\""),
            Header = mapping["header"] is not { } header || Switch.Boolean(header) != false,
            HeaderRows = mapping["headerRows"] is { } rows ? Numbers(rows) : Standard.HeaderRows,
            HeaderJoin = mapping["headerJoin"]?.Text("a text") ?? Standard.HeaderJoin,
            CommentRows = mapping["commentRows"] is { } comments ? Numbers(comments) : Standard.CommentRows,
            CommentChar = Given("commentChar") is { } comment ? Character(comment, "one ASCII character such as \"#\"") : null,
            Encoding = Given("encoding") is { } encoding ? Encoding(encoding) : null,
        };
        if (Given("escapeChar") is { } exclusive && Given("quoteChar") is not null)
            exclusive.Complain("escapeChar and quoteChar exclude each other", "write one of them");
        if (entry.Complaints.Count == before && dialect.Delimiter == dialect.QuoteChar)
            entry.Complain("delimiter and quoteChar are the same character", "change one of them");
        return entry.Complaints.Count == before ? dialect : null;

        // descriptors of JSON write null for what they leave out
        Entry? Given(string key) => mapping[key] is { } given && given.Node is not YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "~" } ? given : null;
    }

    private static IReadOnlyList<int> Numbers(Entry entry) =>
        entry.Items("a list of row numbers such as [1, 2]") is { } items
            ? [.. items.Select(item => WholeNumber.Read(item, 1, int.MaxValue)).OfType<int>()]
            : [];

    private static string? Encoding(Entry entry)
    {
        if (entry.Text("the name of an encoding such as `windows-1252`") is not { } name || EncodingName.Find(name) is not null)
            return entry.Node.ToString();
        var nearest = NearestName.Find(name.ToLowerInvariant(), [.. EncodingName.All], false);
        entry.Complain($"there is no encoding {Entry.Quoted(name)}", nearest is null ? "write its name as IANA has it, such as `windows-1252`" : $"did you mean `{nearest}`?");
        return null;
    }

    private static char? Delimiter(Entry entry) => entry.Node.ToString() switch
    {
        "auto" => null,
        "tab" or "\\t" => '\t',
        _ => Character(entry, "one ASCII character such as \";\", or `tab`, or `auto`"),
    };

    private static char? Character(Entry entry, string expected)
    {
        if (entry.Text(expected) is not { } text)
            return null;
        if (text.Length == 1 && char.IsAscii(text[0]) && text[0] is not ('\r' or '\n'))
            return text[0];
        entry.Expected(expected);
        return null;
    }
}
