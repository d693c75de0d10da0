using CsvHelper;
using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>Says what is wrong with the quotes of a record that the tokenizer calls malformed.</summary>
internal static class QuoteDiagnosis
{
    public static RecordFault Fault(RecordReader record, CsvMalformedReason reason, long problemByte)
    {
        if (reason == CsvMalformedReason.TrailingEscape)
            return new(ErrorCode.UnterminatedQuote, record.Line, problemByte, record.CellCount,
                "The file ends with an escape character; expected a character after it: the file may be cut off.");
        if (reason == CsvMalformedReason.UnterminatedQuote)
        {
            var last = record.CellCount - 1;
            var opening = record.CellOffset(last);
            var line = record.Line + TextLines.Count(record.Record[..opening]);
            return new(ErrorCode.UnterminatedQuote, line, record.Byte + opening, last + 1,
                $"The quote opened in line {line} is never closed: the file ends inside it, or the next {RecordReader.MaxRecordSize >> 20} MiB do; " +
                "expected a closing quote before the next delimiter or line end.");
        }

        var column = record.ColumnAt((int)Math.Clamp(problemByte - record.Byte, 0, record.Record.Length));
        var raw = record.RawCell(column);
        var found = reason == CsvMalformedReason.TextAfterClosingQuote
            ? "Text follows the closing quote of a cell"
            : "A quote stands inside a cell that is not quoted";
        var hint = TextLines.Count(raw) > 0
            ? "the cell runs over several lines, so an earlier quote in it may not be closed"
            : "put the whole cell in quotes and double the quotes inside it";
        return new(ErrorCode.StrayQuote, record.Line, record.Byte + record.CellOffset(column), column + 1,
            $"{found}; expected a delimiter or line end there: {hint}.");
    }
}
