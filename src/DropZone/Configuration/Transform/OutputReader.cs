using DropZone.Configuration.Schema;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the <c>output</c> of a feed: the keys of <see cref="DialectReader"/>, and DropZone's own.</summary>
internal static class OutputReader
{
    private static readonly KeySet Keys = new(
        "output", "delimiter", "quoteChar", "quoting", "lineTerminator", "encoding", "bom", "header", "gzip", "csv-injection")
    {
        Elsewhere = new Dictionary<string, string> { ["path"] = "below `directory` in the list `load`" },
    };

    private static readonly Dictionary<string, Quoting> Quotings = new()
    {
        ["minimal"] = Quoting.Minimal,
        ["all"] = Quoting.All,
        ["text"] = Quoting.Text,
    };

    private static readonly Dictionary<string, FormulaGuard> Guards = new()
    {
        ["off"] = FormulaGuard.Off,
        ["escape"] = FormulaGuard.Escape,
        ["reject"] = FormulaGuard.Reject,
    };

    /// <summary>Returns the dialect, or null after a complaint.</summary>
    /// <param name="entry">The value of the key.</param>
    /// <param name="dialects">The dialects of the feed's files.</param>
    public static OutputDialect? Read(Entry entry, IReadOnlyList<Dialect> dialects)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var before = entry.Complaints.Count;
        var standard = new OutputDialect();
        var dialect = new OutputDialect
        {
            Delimiter = mapping["delimiter"] is { } delimiter ? DialectReader.Separator(delimiter, "one ASCII character such as \";\", or `tab`") : null,
            QuoteChar = DialectReader.Character(mapping["quoteChar"], "one ASCII character such as \"'\""),
            Quoting = mapping["quoting"] is { } quoting ? Choice.Read(quoting, "quoting", Quotings) ?? standard.Quoting : standard.Quoting,
            LineTerminator = DialectReader.LineTerminator(mapping["lineTerminator"]) ?? standard.LineTerminator,
            Encoding = DialectReader.EncodingOf(mapping["encoding"]),
            ByteOrderMark = mapping["bom"] is { } mark ? Switch.Boolean(mark) ?? false : standard.ByteOrderMark,
            Header = mapping["header"] is { } header ? Switch.Boolean(header) : standard.Header,
            Gzip = mapping["gzip"] is { } gzip ? Switch.Boolean(gzip) ?? false : standard.Gzip,
            FormulaGuard = mapping["csv-injection"] is { } guard ? Choice.Read(guard, "value for csv-injection", Guards) ?? standard.FormulaGuard : standard.FormulaGuard,
        };
        if (entry.Complaints.Count == before)
            foreach (var (key, message) in OutputDialectCheck.Problems(dialect, dialects))
                (mapping[key] ?? entry).Complain(message, "");
        return entry.Complaints.Count == before ? dialect : null;
    }
}
