using System.Text;
using DropZone.Csv.Reading;

namespace DropZone.Tables.Conversion;

/// <summary>Guarantees that no row of data is taken for the footer.</summary>
internal static class FooterCheck
{
    private const string Remedy = "If the file has no footer, it may be truncated. Otherwise describe the footer by footer-match in the feed.";

    /// <summary>Returns the message about a footer that is missing or data, or null.</summary>
    /// <param name="layout">The layout of the table.</param>
    /// <param name="file">The file, read to its end.</param>
    public static string? Fault(TableLayout layout, FileRecordReader file)
    {
        var rows = layout.Variant.Dialect.FooterRows;
        if (rows == 0)
            return null;
        if (file.Footer.IsEmpty)
            return $"The file does not end with a footer of {rows} {(rows == 1 ? "row" : "rows")} of usual length. Correct footer-rows in the feed.";
        var first = Encoding.UTF8.GetString(file.Footer.Span).Split('\r', '\n').FirstOrDefault(line => line.AsSpan().ContainsAnyExcept(" \t"), "");
        if (layout.Conversion.Footer is { } pattern && !pattern.IsMatch(first))
            return "The footer does not match footer-match. The file may be truncated: have it sent again. If its footer has changed, correct footer-match or footer-rows in the feed.";
        using var lines = new FooterRows(layout, file, layout.Conversion.Footer);
        return lines.Fault() switch
        {
            FooterFault.None => null,
            FooterFault.Row => $"A row that footer-rows takes for the footer is a valid row of data. {Remedy}",
            FooterFault.MatchedRow => "A row that matches footer-match, but not from its start, is a valid row of data. If the file has no footer, it may be truncated. "
                + "Otherwise let footer-match begin with ^ in the feed.",
            FooterFault.DamagedRow => $"A row that footer-rows takes for the footer may be a row of data with a mistake: it has as many cells as the table. {Remedy}",
            FooterFault.TornRow => $"The last line, which footer-rows takes for the footer, has no line end and may be the beginning of a row. {Remedy}",
            _ => "The footer has bytes that are no text. The file may be damaged: have it sent again.",
        };
    }
}
