using DropZone.Csv.Dialects;
using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>Cell options of a dialect that the tokenizer does not implement: initial space, null sequences, quotes that are not doubled.</summary>
internal sealed class SpecialCells(Dialect dialect)
{
    private readonly byte _quote = (byte)dialect.QuoteChar;
    private readonly bool _escapes = dialect.EscapeChar is not null;
    private readonly bool _doubles = dialect.DoubleQuote;
    private readonly bool _skips = dialect.SkipInitialSpace;
    private readonly byte[]? _nullSequence = dialect.NullSequence is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : null;

    /// <summary>The null sequence of the dialect; empty without one.</summary>
    public ReadOnlySpan<byte> NullText => _nullSequence;

    /// <summary>Whether the dialect has any of these options.</summary>
    public bool ReadsCells => _skips || (_escapes && _nullSequence is not null);

    public ReadOnlySpan<byte> Cell(RecordTokenizer reader, int column)
    {
        var raw = Skipped(reader.GetRawSpan(column), out var spaces);
        if (_escapes)
            // an escaped N is N, but \N may be the null sequence
            return IsNullText(raw) ? raw : reader.GetSpan(column)[spaces..];
        // the tokenizer trims both ends of a cell without quotes
        return raw.IsEmpty || raw[0] != _quote ? raw : reader.GetSpan(column);
    }

    /// <summary>Returns whether the cell is the null sequence. In quotes it is text.</summary>
    public bool IsNull(ReadOnlySpan<byte> rawCell) => _nullSequence is not null && IsNullText(Skipped(rawCell, out _));

    /// <summary>Returns the first quote that the dialect does not allow.</summary>
    public RecordFault? Fault(RecordReader record)
    {
        if (_escapes || (_doubles && !_skips))
            return null;
        for (var column = 0; column < record.CellCount; column++)
        {
            var raw = Skipped(record.RawCell(column), out var spaces);
            if (raw.IsEmpty || raw[0] != _quote)
                continue;
            var at = record.Byte + record.CellOffset(column);
            // trimmed by the tokenizer, but not initial space
            if (raw[^1] != _quote)
                return new(ErrorCode.StrayQuote, record.Line, at, column + 1,
                    "Text follows the closing quote of a cell; expected a delimiter or line end. The option skipInitialSpace covers only space before a cell.");
            if (!_doubles && raw.Length > 2 && raw[1..^1].Contains(_quote))
                return new(ErrorCode.StrayQuote, record.Line, at, column + 1,
                    "Quote inside a quoted cell, although doubleQuote is false. If two quotes mean one, set doubleQuote to true.");
        }

        return null;
    }

    private bool IsNullText(ReadOnlySpan<byte> raw) => _nullSequence is not null && raw.SequenceEqual(_nullSequence);

    private ReadOnlySpan<byte> Skipped(ReadOnlySpan<byte> raw, out int spaces)
    {
        spaces = 0;
        if (_skips)
            while (spaces < raw.Length && raw[spaces] is (byte)' ' or (byte)'\t')
                spaces++;
        return raw[spaces..];
    }
}
