using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CsvHelper;
using DropZone.Csv.Dialects;

namespace DropZone.Csv.Reading;

/// <summary>Records that CsvHelper cuts out of the text and into cells.</summary>
public abstract class TokenizedRecordReader : RecordReader
{
    private readonly bool _readsCells;
    private readonly bool _hasMarks;
    private readonly bool _ignoresTrailing;

    // of the header; 0: not known
    private int _columns;
    private bool _hasTrailing;

    private protected TokenizedRecordReader(Dialect dialect, SpecialCells special, LineEndCheck lineEnds)
        : base(dialect, special)
    {
        LineEnds = lineEnds;
        _hasMarks = dialect.HasMarks;
        _readsCells = special.ReadsCells && !_hasMarks;
        _ignoresTrailing = dialect.IgnoresTrailingDelimiter;
    }

    public sealed override byte Delimiter => Tokenizer.Separator;

    public sealed override string LineEndText => LineEnds.Text;

    public sealed override int CellCount => _ignoresTrailing ? CountOwn(Tokenizer.FieldCount) : Tokenizer.FieldCount;

    public sealed override ReadOnlySpan<byte> Record => Tokenizer.RawRecord;

    private protected RecordTokenizer Tokenizer { get; set; } = null!;

    private protected LineEndCheck LineEnds { get; }

    public sealed override ReadOnlySpan<byte> Cell(int column) => _readsCells ? Special.Cell(Tokenizer, column)
        // an escaped N is N, but \N may be the null sequence
        : _hasMarks && HasNulls && IsNull(column) ? NullText
        : Tokenizer.GetSpan(column);

    public sealed override ReadOnlySpan<byte> RawCell(int column) => Tokenizer.GetRawSpan(column);

    public sealed override ReadOnlySpan<byte> RawCells(int first, int last)
    {
        ref var start = ref MemoryMarshal.GetReference(RawCell(first));
        var end = RawCell(last);
        if (first == last)
            return end;
        // an empty span may have no address
        if (Unsafe.IsNullRef(ref start) || Unsafe.IsNullRef(ref MemoryMarshal.GetReference(end)))
            return Record[CellOffset(first)..(CellOffset(last) + end.Length)];
        return MemoryMarshal.CreateReadOnlySpan(ref start, (int)Unsafe.ByteOffset(ref start, ref MemoryMarshal.GetReference(end)) + end.Length);
    }

    /// <summary>Takes the number of labels, after the header was read.</summary>
    private protected void CountColumns(int columns)
    {
        if (!_ignoresTrailing)
            return;
        _hasTrailing = CellCount < Tokenizer.FieldCount;
        _columns = columns;
    }

    /// <summary>Returns the number of cells without that behind a trailing delimiter. If one row has it, all have: then a row without it lacks a cell.</summary>
    private int CountOwn(int cells)
    {
        if (cells < 2 || !Tokenizer.GetRawSpan(cells - 1).IsEmpty)
            return cells;
        _hasTrailing |= _columns > 0 && cells == _columns + 1;
        return _columns == 0 || _hasTrailing ? cells - 1 : cells;
    }

    /// <param name="delimiter">Null: detected in the first line.</param>
    /// <param name="tracksLines">Whether the tokenizer counts lines.</param>
    /// <param name="onMalformed">Called for each record whose quotes are malformed.</param>
    private protected CsvReaderOptions Options(char? delimiter, bool tracksLines, Action<CsvMalformedRecord> onMalformed) => new()
    {
        HasHeader = false,
        SkipEmptyLines = false,
        DetectSeparatorHint = false,
        Separator = delimiter,
        Quote = Dialect.QuoteChar,
        Mode = Dialect.EscapeChar is null ? CsvMode.Rfc4180 : CsvMode.Escape,
        Escape = Dialect.EscapeChar ?? '\\',
        CommentPrefix = Dialect.CommentChar,
        // without it a quote after initial space does not open a cell; SpecialCells restores the space at the end of the cell
        TrimWhitespace = Dialect.SkipInitialSpace && Dialect.EscapeChar is null,
        TrackLineNumbers = tracksLines,
        // the source ends earlier, so that the record can still be inspected
        MaxRecordSize = int.MaxValue,
        IncludeValuesInExceptions = false,
        // recovered records keep their number and bytes; skipped ones would not even be counted
        MalformedData = CsvMalformedDataHandling.Recover,
        OnMalformedRecord = onMalformed,
    };

    /// <summary>The line end behind the record.</summary>
    /// <param name="record">The record that was just read.</param>
    /// <param name="beyond">How many bytes the tokenizer has received beyond the record.</param>
    private protected static LineEnd FindLineEnd(ReadOnlySpan<byte> record, long beyond)
    {
        ref var start = ref MemoryMarshal.GetReference(record);
        if (beyond <= 0 || Unsafe.IsNullRef(ref start))
            return LineEnd.None;
        // The tokenizer cuts the line end off, but found it in this buffer: the bytes received beyond the record are behind it.
        if (Unsafe.Add(ref start, record.Length) != '\r')
            return LineEnd.LineFeed;
        return beyond > 1 && Unsafe.Add(ref start, record.Length + 1) == '\n' ? LineEnd.Both : LineEnd.CarriageReturn;
    }
}
