using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>Reads the <c>dialect</c> of a feed. Source: https://datapackage.org/standard/table-dialect/</summary>
internal static class DialectReader
{
    /// <summary>The dialect of a feed without one: the default of the standard, a comma. Detection has to be enabled.</summary>
    public static readonly Dialect Standard = new() { Delimiter = ',' };

    private static readonly KeySet Keys = new(
        "dialect", "delimiter", "quoteChar", "doubleQuote", "escapeChar", "nullSequence", "skipInitialSpace", "lineTerminator",
        "header", "headerRows", "headerJoin", "commentRows", "commentChar", "encoding")
    {
        // of the standard and its predecessor, about other formats or about the description itself
        PassedOver = ["$schema", "name", "type", "title", "description", "caseSensitiveHeader", "csvddfVersion", "sheetNumber", "sheetName", "table",
            "property", "itemType", "itemKeys"],
    };

    private static readonly Dictionary<string, string> LineTerminators = new()
    {
        ["LF"] = "\n",
        ["CRLF"] = "\r\n",
        ["CR"] = "\r",
        ["\n"] = "\n",
        ["\r\n"] = "\r\n",
        ["\r"] = "\r",
        ["\\n"] = "\n",
        ["\\r\\n"] = "\r\n",
        ["\\r"] = "\r",
    };

    /// <summary>Returns the dialects of a list, or the single one, without those that caused complaints.</summary>
    public static IReadOnlyList<Dialect> ReadAll(Entry entry)
    {
        if (entry.Node is not YamlSequenceNode)
            return Read(entry) is { } single ? [single] : [];
        if (entry.Items("a list of dialects") is { Count: > 0 } items)
            return [.. items.Select(Read).OfType<Dialect>()];
        entry.Complain("the list of dialects is empty", "write a dialect, or remove the key");
        return [];
    }

    /// <summary>Returns the dialect, or null after a complaint.</summary>
    public static Dialect? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var before = entry.Complaints.Count;
        var delimiter = IsAuto(mapping["delimiter"]) ? null : Mark(mapping["delimiter"], "characters such as \";\", or `tab`, or `auto`");
        var comment = Mark(mapping["commentChar"], "characters such as \"#\"");
        var dialect = new Dialect
        {
            Delimiter = IsAuto(mapping["delimiter"]) ? null : Single(delimiter) ?? ',',
            DelimiterText = delimiter is not null && Single(delimiter) is null ? delimiter : null,
            QuoteChar = Character(mapping["quoteChar"], "one ASCII character such as \"'\"") ?? '"',
            DoubleQuote = Boolean(mapping["doubleQuote"], true),
            QuotesBesideEscapes = mapping["quoteChar"] is not null && mapping["escapeChar"] is not null,
            EscapeChar = Character(mapping["escapeChar"], "one ASCII character such as '\\'"),
            NullSequence = mapping["nullSequence"]?.Node is YamlScalarNode { Style: not YamlDotNet.Core.ScalarStyle.Plain, Value: "" }
                ? "" : mapping["nullSequence"]?.Text("a text such as '\\N'"),
            SkipInitialSpace = Boolean(mapping["skipInitialSpace"], false),
            LineTerminator = LineTerminator(mapping["lineTerminator"]),
            Header = Boolean(mapping["header"], true),
            HeaderRows = Rows(mapping["headerRows"]) ?? [1],
            HeaderJoin = mapping["headerJoin"]?.Text("a text such as \"-\"") ?? " ",
            CommentRows = Rows(mapping["commentRows"]) ?? [],
            CommentChar = Single(comment),
            CommentText = comment is not null && Single(comment) is null ? comment : null,
            Encoding = EncodingOf(mapping["encoding"]),
        };
        if (entry.Complaints.Count == before)
            CheckTogether(mapping, dialect);
        // the dialects of a feed are checked with its rules, too; those of references only here
        if (entry.Complaints.Count == before)
            foreach (var (key, message) in DialectCheck.Problems(dialect))
                (mapping[key] ?? entry).Complain(message, "");
        return entry.Complaints.Count == before ? dialect : null;
    }

    private static void CheckTogether(Mapping mapping, Dialect dialect)
    {
        if (dialect is { EscapeChar: null, DelimiterText: null } && dialect.Delimiter == dialect.QuoteChar)
            mapping.Self.Complain("`delimiter` and `quoteChar` are the same character", "change one of them");
        if (dialect is { EscapeChar: not null, QuotesBesideEscapes: false } && mapping["doubleQuote"] is { } quote)
            quote.ComplainOfKey("`doubleQuote` has no effect with `escapeChar` alone, which makes quotes ordinary characters", "remove it, or write `quoteChar`");
        if (!dialect.Header && (mapping["headerRows"] ?? mapping["headerJoin"]) is { } rows)
            rows.ComplainOfKey($"`{rows.Name}` has no effect without a header", "remove it, or remove `header: false`");
    }

    private static bool IsAuto(Entry? entry) => entry?.Node.ToString() == "auto";

    /// <summary>Returns the text of a mark; for <c>tab</c> the tab. Null without an entry or after a complaint.</summary>
    private static string? Mark(Entry? entry, string expected) =>
        entry is null ? null
        : entry is { Name: "delimiter" } && entry.Node.ToString() is "tab" or "\\t" ? "\t"
        : entry.Text(expected);

    /// <summary>Returns the mark if it is one ASCII character.</summary>
    private static char? Single(string? mark) => mark is [var single] && char.IsAscii(single) ? single : null;

    /// <summary>Returns one ASCII character, for <c>tab</c> the tab, or null after a complaint.</summary>
    public static char? Separator(Entry entry, string expected) => entry.Node.ToString() is "tab" or "\\t" ? '\t' : Character(entry, expected);

    /// <summary>Returns one ASCII character; null without an entry or after a complaint.</summary>
    public static char? Character(Entry? entry, string expected)
    {
        if (entry?.Text(expected) is not { } text)
            return null;
        if (text.Length == 1 && char.IsAscii(text[0]) && text[0] is not ('\r' or '\n'))
            return text[0];
        entry.Expected(expected);
        return null;
    }

    private static bool Boolean(Entry? entry, bool standard) => entry is null ? standard : Switch.Boolean(entry) ?? standard;

    /// <summary>Returns the characters of the line end; null without an entry or after a complaint.</summary>
    public static string? LineTerminator(Entry? entry)
    {
        if (entry?.Text("LF, CRLF or CR") is not { } text)
            return null;
        if (LineTerminators.TryGetValue(text, out var lineEnd))
            return lineEnd;
        entry.Expected("LF, CRLF or CR");
        return null;
    }

    private static List<int>? Rows(Entry? entry) =>
        entry?.Items("a list of row numbers such as [1, 2]")?.Select(item => WholeNumber.Read(item, 1, int.MaxValue)).OfType<int>().ToList();

    /// <summary>Returns the name as written; null without an entry or after a complaint.</summary>
    public static string? EncodingOf(Entry? entry)
    {
        if (entry?.Text("the name of an encoding such as windows-1252") is not { } name)
            return null;
        if (EncodingName.Find(name) is not null)
            return name;
        entry.Complain($"unknown encoding {Entry.Quoted(name)}",
            NearestName.Find(name, EncodingName.Known) is { } nearest ? $"did you mean `{nearest}`?" : "write an IANA name such as utf-8, windows-1252 or iso-8859-15");
        return null;
    }
}
