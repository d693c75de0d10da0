using CsvHelper;
using DropZone.Csv.Dialects;
using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>What dialects ask of cells that the tokenizer does not do alone. A plain dialect has none of it.</summary>
internal sealed class SpecialCells(Dialect dialect)
{
    private readonly byte quote = (byte)dialect.QuoteChar;
    private readonly bool escapes = dialect.EscapeChar is not null;
    private readonly bool doubles = dialect.DoubleQuote;
    private readonly bool skips = dialect.SkipInitialSpace;
    private readonly byte[]? nullSequence = dialect.NullSequence is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : null;

    /// <summary>Whether cells must be read here.</summary>
    public bool ReadsCells => skips || (escapes && nullSequence is not null);

    public ReadOnlySpan<byte> Cell(CsvReader reader, int column)
    {
        var raw = Skipped(reader.GetRawSpan(column), out var spaces);
        if (escapes)
            // an escaped N is N, but \N may be the null sequence
            return IsNullText(raw) ? raw : reader.GetSpan(column)[spaces..];
        // the tokenizer trims both ends of a cell without quotes
        return raw.IsEmpty || raw[0] != quote ? raw : reader.GetSpan(column);
    }

    /// <summary>Quotes mark text: a null sequence in quotes is none.</summary>
    public bool IsNull(ReadOnlySpan<byte> rawCell) => nullSequence is not null && IsNullText(Skipped(rawCell, out _));

    /// <summary>Quotes that this dialect does not know.</summary>
    public RecordFault? Fault(RecordReader record)
    {
        if (escapes || (doubles && !skips))
            return null;
        for (var column = 0; column < record.CellCount; column++)
        {
            var raw = Skipped(record.RawCell(column), out var spaces);
            if (raw.IsEmpty || raw[0] != quote)
                continue;
            var at = record.Byte + record.CellOffset(column);
            // trimmed by the tokenizer, but not initial space
            if (raw[^1] != quote)
                return new(ErrorCode.StrayQuote, record.Line, at, column + 1,
                    "Text follows the closing quote of a cell; expected a delimiter or line end there: skipInitialSpace is for space before a cell only.");
            if (!doubles && raw.Length > 2 && raw[1..^1].Contains(quote))
                return new(ErrorCode.StrayQuote, record.Line, at, column + 1,
                    "A quote stands inside a cell in quotes; expected none, as doubleQuote is false: set it to true if two quotes stand for one.");
        }

        return null;
    }

    private bool IsNullText(ReadOnlySpan<byte> raw) => nullSequence is not null && raw.SequenceEqual(nullSequence);

    private ReadOnlySpan<byte> Skipped(ReadOnlySpan<byte> raw, out int spaces)
    {
        spaces = 0;
        if (skips)
            while (spaces < raw.Length && raw[spaces] is (byte)' ' or (byte)'\t')
                spaces++;
        return raw[spaces..];
    }
}
