using System.Collections.Frozen;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;

namespace DropZone.Configuration.Feeds;

/// <summary>Reads the keys of a feed about its layout that Table Dialect lacks: <c>trailing-delimiter</c>, <c>footer-rows</c>, <c>footer-match</c>.</summary>
internal static class LayoutReader
{
    private const int MaxFooterRows = 1000;

    private static readonly FrozenDictionary<string, bool> TrailingWords = new Dictionary<string, bool>
    {
        ["fail"] = false,
        ["ignore"] = true,
    }.ToFrozenDictionary();

    /// <summary>Returns the dialects with these settings, without those that caused complaints.</summary>
    public static IReadOnlyList<Dialect> Read(Mapping feed, IReadOnlyList<Dialect> dialects)
    {
        var ignores = feed["trailing-delimiter"] is { } trailing && Choice.Read(trailing, "value for trailing-delimiter", TrailingWords) == true;
        var rows = feed["footer-rows"] is { } footer ? WholeNumber.Read(footer, 0, MaxFooterRows) ?? 0 : feed["footer-match"] is null ? 0 : 1;
        if (rows == 0 && feed["footer-match"] is { } match && feed["footer-rows"] is not null)
            match.ComplainOfKey("`footer-match` has no effect with `footer-rows: 0`", "remove one of them");
        return ignores || rows > 0 ? [.. dialects.Select(dialect => dialect with { IgnoresTrailingDelimiter = ignores, FooterRows = rows })] : dialects;
    }

    /// <summary>Returns the pattern of the first row of the footer; null without one.</summary>
    public static string? FooterMatch(Mapping feed) => feed["footer-match"]?.Text("a regular expression such as \"^Total\"");
}
