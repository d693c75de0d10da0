using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CsvHelper;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>
/// Reads records over CsvHelper, the only tokenizer, and finds the faults that concern bytes, quotes and line ends.
/// Spans are valid until the next read. Leaves the input open.
/// </summary>
public sealed partial class RecordReader : IDisposable
{
    /// <summary>In bytes. Bounds memory when a quote is never closed.</summary>
    public const int MaxRecordSize = 64 * 1024 * 1024;

    /// <summary>More labels than that are no table, and would cost memory by the hundred megabytes.</summary>
    public const int MaxColumns = 65_536;

    private readonly OpenedStream? opened;
    private readonly SourceStream source;
    private CsvReader reader;
    private readonly Dialect dialect;
    private readonly SpecialCells special;
    private readonly bool readsCells;
    private readonly bool checksCells;
    private readonly LineEndCheck lineEnds;
    private readonly HashSet<long>? commentRows;
    private readonly bool hasSeparatorLine;
    private readonly bool isBlock;
    private long firstByte;
    private long firstLine;
    private (CsvMalformedReason Reason, long Byte)? malformed;
    private long nextLine = 1;
    private long passedEnd;
    private ReadOnlyMemory<byte>? preamble;
    private bool started;
    private bool stopped;

    public RecordReader(Stream input, Dialect dialect)
        : this(new OpenedStream(input), dialect)
    {
    }

    /// <summary>Takes the opened stream over: it is disposed with the reader.</summary>
    public RecordReader(OpenedStream opened, Dialect dialect)
    {
        this.opened = opened;
        this.dialect = dialect;
        var mark = ByteOrderMark.Encoding(opened.Opening);
        HasByteOrderMark = mark is not null;
        Encoding = mark ?? EncodingName.Find(dialect.Encoding ?? "utf-8")
            ?? throw new ArgumentException($"There is no encoding \"{dialect.Encoding}\".", nameof(dialect));
        source = new SourceStream(opened, Encoding);
        Quote = (byte)dialect.QuoteChar;
        var separator = SeparatorLine.Delimiter(source.Start, dialect);
        hasSeparatorLine = separator is not null;
        special = new SpecialCells(dialect);
        readsCells = special.ReadsCells;
        checksCells = dialect.EscapeChar is null && (!dialect.DoubleQuote || dialect.SkipInitialSpace);
        lineEnds = new LineEndCheck(dialect.LineTerminator);
        commentRows = dialect.CommentRows.Count == 0 ? null : [.. dialect.CommentRows];
        reader = CsvReader.Create(source, Options(separator ?? dialect.Delimiter), leaveOpen: true);
    }

    public byte Quote { get; }

    /// <summary>Known after the first read.</summary>
    public byte Delimiter => (byte)reader.Separator;

    /// <summary>The file begins with a byte order mark.</summary>
    public bool HasByteOrderMark { get; }

    /// <summary>Of the file; it throws on what it cannot hold.</summary>
    public Encoding Encoding { get; }

    /// <summary>The line end of the first line: LF, CRLF or CR; LF before it was read.</summary>
    public string LineEndText => lineEnds.Text;

    /// <summary>A raw cell means the same in a CSV file by RFC 4180 with this delimiter and quote.</summary>
    public bool CellsAreStandard => dialect is { EscapeChar: null, SkipInitialSpace: false, DoubleQuote: true };

    /// <summary>The labels of the columns; empty before <see cref="ReadHeader"/>, and where the dialect has no header.</summary>
    public IReadOnlyList<string> Labels { get; private set; } = [];

    /// <summary>After <see cref="ReadHeader"/>: the header is one row, and is the record.</summary>
    public bool HeaderIsRecord => dialect.Header && dialect.HeaderRows.Count == 1;

    /// <summary>
    /// All that stands before the first record of data, in UTF-8 with its own line ends: header, comments, separator line; no byte
    /// order mark. Before that record is read: what was read.
    /// </summary>
    public ReadOnlyMemory<byte> Preamble => preamble ?? PreambleTo(passedEnd);

    /// <summary>Number of the record; malformed ones, comments and the header count, a separator line does not. The first is 1.</summary>
    public long Row { get; private set; }

    /// <summary>1-based line of the file where the record starts.</summary>
    public long Line { get; private set; }

    /// <summary>0-based offset of the record in the file, in its UTF-8 form.</summary>
    public long Byte { get; private set; }

    /// <summary>What is wrong, after <see cref="ReadOutcome.Malformed"/> and <see cref="ReadOutcome.Stopped"/>.</summary>
    public RecordFault? Fault { get; private set; }

    /// <summary>The record before this one ended at a stray carriage return: this may be the rest of it.</summary>
    public bool Continues { get; private set; }

    public int CellCount => Index?.Columns ?? reader.FieldCount;

    /// <summary>The bytes of the record, without its line end.</summary>
    public ReadOnlySpan<byte> Record => Index is null ? reader.RawRecord : Index.RawCells(RowOfBlock, 0, Index.Columns - 1);

    /// <summary>The value of the cell: without its quotes, escapes and, where the dialect says so, initial space.</summary>
    public ReadOnlySpan<byte> Cell(int column) =>
        Index is not null ? Index.Cell(RowOfBlock, column) : readsCells ? special.Cell(reader, column) : reader.GetSpan(column);

    /// <summary>The cell as it stands in the file.</summary>
    public ReadOnlySpan<byte> RawCell(int column) => Index is null ? reader.GetRawSpan(column) : Index.RawCells(RowOfBlock, column, column);

    /// <summary>These cells as they stand in the file, with all that is between them.</summary>
    public ReadOnlySpan<byte> RawCells(int first, int last)
    {
        if (Index is not null)
            return Index.RawCells(RowOfBlock, first, last);
        ref var start = ref MemoryMarshal.GetReference(RawCell(first));
        var end = RawCell(last);
        if (first == last)
            return end;
        // an empty span need not say where it stands
        if (Unsafe.IsNullRef(ref start) || Unsafe.IsNullRef(ref MemoryMarshal.GetReference(end)))
            return Record[CellOffset(first)..(CellOffset(last) + end.Length)];
        return MemoryMarshal.CreateReadOnlySpan(ref start, (int)Unsafe.ByteOffset(ref start, ref MemoryMarshal.GetReference(end)) + end.Length);
    }

    /// <summary>Whether some cell may be the null sequence of the dialect.</summary>
    public bool HasNulls => dialect.NullSequence is not null;

    /// <summary>The cell is the null sequence of the dialect.</summary>
    public bool IsNull(int column) => special.IsNull(RawCell(column));

    /// <summary>Reads the header rows, if the dialect has any; the last of them is the record then.</summary>
    public ReadOutcome ReadHeader()
    {
        if (!dialect.Header)
            return ReadOutcome.Record;
        var labels = new List<string>();
        foreach (var row in dialect.HeaderRows.Order())
        {
            ReadOutcome outcome;
            // a comment in the place of a header row puts it off
            do
                outcome = ReadRow();
            while ((outcome <= ReadOutcome.Malformed && Row < row && CanPass(outcome)) || IsComment(outcome));
            if (outcome == ReadOutcome.End)
                return Stop(new(ErrorCode.EmptyFile, 0, 0, null, $"The file ends before its header in row {row}; expected a header line."));
            Pass();
            if (outcome != ReadOutcome.Record)
                return outcome;
            if (CellCount > MaxColumns)
            {
                return Stop(
                    new(ErrorCode.RecordTooLarge, Line, Byte, null,
                        $"The header has {CellCount} columns; expected at most {MaxColumns}: is the delimiter another one than the feed says?"), Row);
            }

            Join(labels);
        }

        Labels = labels;
        return ReadOutcome.Record;
    }

    /// <summary>The next record that is no comment.</summary>
    public ReadOutcome Read()
    {
        if (Index is not null)
            return ReadRowOfIndex();
        if (preamble is not null)
            source.Forget();
        var outcome = ReadRow();
        while (commentRows is not null && IsComment(outcome))
            outcome = ReadRow();
        preamble ??= PreambleTo(outcome <= ReadOutcome.Malformed ? Byte : outcome == ReadOutcome.End ? source.Delivered : passedEnd);
        return outcome;
    }

    /// <summary>Where the cell starts in the record.</summary>
    public int CellOffset(int column)
    {
        var offset = 0;
        for (var i = 0; i < column; i++)
            offset += RawCell(i).Length + 1;
        return offset;
    }

    /// <summary>The 0-based cell that holds this byte of the record.</summary>
    public int ColumnAt(int offset)
    {
        var end = 0;
        for (var i = 0; i < CellCount; i++)
        {
            end += RawCell(i).Length + 1;
            if (offset < end)
                return i;
        }

        return CellCount - 1;
    }

    public void Dispose()
    {
        if (Index is null)
            reader.Dispose();
        else
            Index.Dispose(); // the tokenizer is that of the whole file
        source.Dispose();
        opened?.Dispose();
    }

    /// <param name="delimiter">Null: the first line tells it.</param>
    private CsvReaderOptions Options(char? delimiter) => new()
    {
        HasHeader = false,
        SkipEmptyLines = false,
        DetectSeparatorHint = false,
        Separator = delimiter,
        Quote = dialect.QuoteChar,
        Mode = dialect.EscapeChar is null ? CsvMode.Rfc4180 : CsvMode.Escape,
        Escape = dialect.EscapeChar ?? '\\',
        CommentPrefix = dialect.CommentChar,
        // a quote behind initial space opens a cell only so; the space at its end is given back by SpecialCells
        TrimWhitespace = dialect.SkipInitialSpace && dialect.EscapeChar is null,
        TrackLineNumbers = !isBlock,
        // the source ends earlier, and the record is still there to look at
        MaxRecordSize = 4 * MaxRecordSize,
        IncludeValuesInExceptions = false,
        // recovered records keep their number and bytes; skipped ones would not even be counted
        MalformedData = CsvMalformedDataHandling.Recover,
        OnMalformedRecord = record => malformed = (record.Reason, firstByte + record.ByteOffset),
    };

    private ReadOutcome ReadRow()
    {
        if (stopped)
            return ReadOutcome.End;
        if (!started && Start() is { } whole)
            return Stop(whole);
        Continues = Fault?.Code == ErrorCode.StrayCarriageReturn;
        Fault = null;
        malformed = null;
        if (!reader.Read())
            return End();
        if (isBlock)
            return ReadRowOfBlock();
        Line = firstLine + reader.LineNumber;
        Byte = firstByte + reader.ByteOffset;
        Row++;
        var record = reader.RawRecord;
        source.RecordEnd = Byte + record.Length;
        if (dialect.CommentChar is not null)
            CountComments(record);
        if (source.End > SourceEnd.File && source.Delivered <= source.RecordEnd)
            return Stop(CutFault(), Row);
        var stray = lineEnds.Fault(this, FindLineEnd(record));
        Fault = malformed is { } quotes
            ? QuoteDiagnosis.Fault(this, quotes.Reason, quotes.Byte)
            : RecordText.Fault(this) ?? (checksCells ? special.Fault(this) : null) ?? stray;
        return Fault is null ? ReadOutcome.Record : ReadOutcome.Malformed;
    }

    /// <summary>Looks at the file as a whole and passes over its separator line.</summary>
    private RecordFault? Start()
    {
        started = true;
        if ((opened!.Fault ?? FileSignature.Fault(opened!, Encoding, dialect.Header)) is { } whole)
            return whole;
        if (!hasSeparatorLine || !reader.Read())
            return null;
        lineEnds.Fault(this, FindLineEnd(reader.RawRecord));
        Byte = reader.ByteOffset;
        source.RecordEnd = Byte + reader.RawRecord.Length;
        nextLine = 2;
        Pass();
        return null;
    }

    private ReadOutcome End()
    {
        stopped = true;
        if (source.End <= SourceEnd.File)
            return ReadOutcome.End;
        Line = Math.Max(Line, 1);
        Byte = source.Delivered;
        return Stop(CutFault(), Row + 1);
    }

    private ReadOutcome Stop(RecordFault fault, long row = 0)
    {
        stopped = true;
        Row = fault.Line == 0 ? 0 : row;
        Line = fault.Line;
        Byte = fault.Byte;
        Fault = fault;
        return ReadOutcome.Stopped;
    }

    /// <summary>Why the source ended within the record.</summary>
    private RecordFault CutFault() => source.End switch
    {
        SourceEnd.Unpacking => opened!.Fault!,
        SourceEnd.BrokenText => new(ErrorCode.EncodingError, Line + TextLines.Count(Record), source.Delivered, null,
            $"What follows offset {source.Delivered} is not valid in the encoding {Encoding.WebName} of the file" +
            $"{(HasByteOrderMark ? ", which its byte order mark announces" : "")}; expected whole text: declare the right encoding, or save the file as UTF-8."),
        _ => malformed is { Reason: CsvMalformedReason.UnterminatedQuote } quotes
            ? QuoteDiagnosis.Fault(this, quotes.Reason, quotes.Byte)
            : new(ErrorCode.RecordTooLarge, Line, Byte, null,
                $"The record is longer than {MaxRecordSize >> 20} MiB; expected a line end before that."),
    };

    /// <summary>The tokenizer does not give the lines it passes over.</summary>
    private void CountComments(ReadOnlySpan<byte> record)
    {
        Row += Line - nextLine;
        nextLine = Line + TextLines.Count(record) + 1;
    }

    private bool IsComment(ReadOutcome outcome) => commentRows is not null && CanPass(outcome) && commentRows.Contains(Row) && Pass();

    /// <summary>A row that is not looked at may hold any quotes.</summary>
    private bool CanPass(ReadOutcome outcome) =>
        outcome == ReadOutcome.Record || (outcome == ReadOutcome.Malformed && Fault!.Code == ErrorCode.StrayQuote);

    private bool Pass()
    {
        passedEnd = source.RecordEnd + LineEndCheck.Written(FindLineEnd(Record)).Length;
        return true;
    }

    private ReadOnlyMemory<byte> PreambleTo(long end)
    {
        var kept = source.Kept;
        return ByteOrderMark.Skip(kept[..(int)Math.Min(end, kept.Length)]).ToArray();
    }

    private void Join(List<string> labels)
    {
        for (var i = 0; i < CellCount; i++)
        {
            var text = Encoding.UTF8.GetString(Cell(i));
            if (i == labels.Count)
                labels.Add(text);
            else if (labels[i].Length == 0 || text.Length == 0)
                labels[i] += text;
            else
                labels[i] += dialect.HeaderJoin + text;
        }
    }

    private LineEnd FindLineEnd(ReadOnlySpan<byte> record)
    {
        var beyond = source.Delivered - firstByte - reader.ByteOffset - record.Length;
        ref var start = ref MemoryMarshal.GetReference(record);
        if (beyond <= 0 || Unsafe.IsNullRef(ref start))
            return LineEnd.None;
        // The tokenizer cuts the line end off, but found it in this buffer: what was delivered beyond the record lies behind it.
        if (Unsafe.Add(ref start, record.Length) != '\r')
            return LineEnd.LineFeed;
        return beyond > 1 && Unsafe.Add(ref start, record.Length + 1) == '\n' ? LineEnd.Both : LineEnd.CarriageReturn;
    }
}
