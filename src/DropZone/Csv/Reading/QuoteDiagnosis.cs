using CsvHelper;
using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>Describes the fault of the quotes of a record that the tokenizer reports as malformed.</summary>
internal static class QuoteDiagnosis
{
    public static RecordFault Fault(FileRecordReader record, CsvMalformedReason reason, long problemByte)
    {
        if (reason == CsvMalformedReason.TrailingEscape)
            return new(ErrorCode.UnterminatedQuote, record.Line, problemByte, record.CellCount,
                "The file ends with an escape character, which needs a character after it. The file may be cut off.");
        if (reason == CsvMalformedReason.UnterminatedQuote)
        {
            var last = record.CellCount - 1;
            var opening = record.CellOffset(last);
            var line = record.Line + TextLines.Count(record.Record[..opening]);
            return new(ErrorCode.UnterminatedQuote, line, record.Byte + opening, last + 1,
                $"The quote opened in line {line} is not closed before the end of the file or within {record.RecordLimit >> 20} MiB. " +
                "Add the closing quote before the next delimiter or line end.");
        }

        var column = record.ColumnAt((int)Math.Clamp(problemByte - record.Byte, 0, record.Record.Length));
        var raw = record.RawCell(column);
        var found = reason == CsvMalformedReason.TextAfterClosingQuote
            ? "Text follows the closing quote of a cell"
            : "Quote inside a cell that is not quoted";
        var hint = Known(record.Record, raw, record.Quote) is { } known ? known
            : TextLines.Count(raw) > 0
            ? "The cell spans several lines, so an earlier quote may not be closed"
            : "Put the whole cell in quotes and double the quotes inside it";
        return new(ErrorCode.StrayQuote, record.Line, record.Byte + record.CellOffset(column), column + 1,
            $"{found}; expected a delimiter or line end. {hint}.");
    }

    /// <summary>Returns the remedy for usual ways to write cells that are not CSV, or null.</summary>
    private static string? Known(ReadOnlySpan<byte> record, ReadOnlySpan<byte> cell, byte quote)
    {
        if (cell.Length > 1 && cell[0] == '=' && cell[1] == quote)
            return "The cell is a formula by which Excel keeps text (=\"001\"). Have the text exported in quotes, without the equals sign";
        if (cell.TrimStart(" \t"u8) is [var first, ..] && first == quote && cell[0] != quote)
            return "White space precedes the quote. Set skipInitialSpace: true in the dialect of the feed";
        return record.IndexOf([(byte)'\\', quote]) >= 0
            ? "A backslash precedes a quote inside a cell. Set quoteChar and escapeChar in the dialect of the feed, or have such quotes doubled (\"\")"
            : null;
    }
}
