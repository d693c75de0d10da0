using System.Text;
using DropZone.Csv;
using DropZone.Csv.Reading;
using DropZone.Tables.Errors;
using DropZone.Tables.Validation.Rows;

namespace DropZone.Tables.Conversion;

/// <summary>Guarantees that no row of data is taken for the footer.</summary>
internal static class FooterCheck
{
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
        var text = Encoding.UTF8.GetString(file.Footer.Span);
        var first = text.TrimStart('\r', '\n').Split('\r', '\n')[0];
        if (layout.Conversion.Footer is { } pattern)
        {
            return pattern.IsMatch(first) ? null
                : "The footer does not match footer-match. The file may be truncated: have it sent again. If its footer has changed, correct footer-match or footer-rows in the feed.";
        }

        return IsData(layout, file)
            ? "The row that footer-rows takes for the footer is a valid row of data. If the file has no footer, it may be truncated. Otherwise describe the footer by footer-match in the feed."
            : null;
    }

    private static bool IsData(TableLayout layout, FileRecordReader file)
    {
        if (layout.Columns is null)
            return false;
        using var footer = new MemoryStream(file.Footer.ToArray());
        var dialect = layout.Variant.Dialect with { Delimiter = (char)file.Delimiter, Header = false, CommentRows = [], FooterRows = 0, Encoding = null };
        using var record = new FileRecordReader(footer, dialect);
        using var check = new RowCheck(layout.Variant.Schema, layout.Variant.Checks, record, new ErrorLog(record, layout.Cells), layout.Labels,
            layout.Columns, layout.Header!, layout.Rules.References, layout.Output.Scratch, layout.Output.Memory);
        return record.Read() == ReadOutcome.Record && check.IsValid();
    }
}
