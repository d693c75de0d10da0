using DropZone.Csv;
using YamlDotNet.RepresentationModel;

namespace DropZone.Config;

/// <summary>Reads the <c>dialect</c> of a feed. Source: https://datapackage.org/standard/table-dialect/</summary>
internal static class DialectReader
{
    /// <summary>What a feed without a dialect has: the standard's default, a comma. Nothing is guessed unless asked.</summary>
    public static readonly Dialect Standard = new() { Delimiter = ',' };

    private static readonly KeySet Keys = new("dialect", "delimiter", "quoteChar")
    {
        Planned =
        [
            "encoding", "header", "headerRows", "headerJoin", "commentRows", "commentChar", "lineTerminator",
            "doubleQuote", "escapeChar", "nullSequence", "skipInitialSpace",
        ],
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
        var dialect = Standard;
        if (mapping["delimiter"] is { } delimiter)
            dialect = dialect with { Delimiter = Delimiter(delimiter) };
        if (mapping["quoteChar"] is { } quote)
            dialect = dialect with { QuoteChar = Character(quote, "one ASCII character such as \"'\"") ?? '"' };
        if (entry.Complaints.Count == before && dialect.Delimiter == dialect.QuoteChar)
            entry.Complain("delimiter and quoteChar are the same character", "change one of them");
        return entry.Complaints.Count == before ? dialect : null;
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
