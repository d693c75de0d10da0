using CsvHelper;

namespace DropZone.Csv;

/// <summary>Says what is wrong with the quotes of a record that the tokenizer calls malformed.</summary>
internal static class QuoteDiagnosis
{
    public static RecordFault Fault(RecordReader record, CsvMalformedReason reason, long problemByte)
    {
        if (reason == CsvMalformedReason.UnterminatedQuote)
        {
            var last = record.CellCount - 1;
            var opening = record.CellOffset(last);
            var line = record.Line + LinesIn(record.Record[..opening]);
            return new(ErrorCode.UnterminatedQuote, line, record.Byte + opening, last + 1,
                $"The quote opened in line {line} is never closed: the file ends inside it; " +
                "expected a closing quote before the next delimiter or line end.");
        }

        var column = record.ColumnAt((int)Math.Clamp(problemByte - record.Byte, 0, record.Record.Length));
        var raw = record.RawCell(column);
        var found = reason == CsvMalformedReason.TextAfterClosingQuote
            ? "Text follows the closing quote of a cell"
            : "A quote stands inside a cell that is not quoted";
        var hint = LinesIn(raw) > 0
            ? "the cell runs over several lines, so an earlier quote in it may not be closed"
            : "put the whole cell in quotes and double the quotes inside it";
        return new(ErrorCode.StrayQuote, record.Line, record.Byte + record.CellOffset(column), column + 1,
            $"{found}; expected a delimiter or line end there: {hint}.");
    }

    /// <summary>The fault of two quotes in a cell, where a dialect gives them no meaning; or null.</summary>
    public static RecordFault? DoubledQuote(RecordReader record)
    {
        for (var i = 0; i < record.CellCount; i++)
        {
            var raw = record.RawCell(i);
            if (raw.Length > 2 && raw[0] == record.Quote && record.Cell(i).Contains(record.Quote))
                return new(ErrorCode.StrayQuote, record.Line, record.Byte + record.CellOffset(i), i + 1,
                    "Two quotes stand in a quoted cell; expected none: the dialect says doubleQuote: false.");
        }

        return null;
    }

    private static long LinesIn(ReadOnlySpan<byte> text)
    {
        long lines = 0;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                lines++;
        return lines;
    }
}
