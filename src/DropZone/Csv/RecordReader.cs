using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CsvHelper;

namespace DropZone.Csv;

/// <summary>
/// Reads records over CsvHelper, the only tokenizer, and finds the faults that concern bytes, quotes and line ends.
/// Spans are valid until the next read. Leaves the input open.
/// </summary>
public sealed class RecordReader : IDisposable
{
    /// <summary>In bytes. Bounds memory when a quote is never closed.</summary>
    public const int MaxRecordSize = 64 * 1024 * 1024;

    private readonly OpenedStream opened;
    private readonly Dialect dialect;
    private readonly bool hasSeparatorLine;
    private readonly SourceStream source;
    private readonly CsvReader reader;
    private (CsvMalformedReason Reason, long Byte)? malformed;
    private LineEnd firstLineEnd;
    private bool lineEndsMixed;
    private bool usesCarriageReturn;
    private bool stopped;
    private byte[]? preamble;
    private readonly byte[]? nullSequence;

    public RecordReader(Stream input, Dialect dialect)
        : this(new OpenedStream(input), dialect)
    {
    }

    internal RecordReader(OpenedStream opened, Dialect dialect)
    {
        this.opened = opened;
        this.dialect = dialect;
        source = new SourceStream(opened, dialect.Encoding is { } name ? EncodingName.Find(name) : null);
        var separatorLine = SeparatorLine.Find(opened.Opening, source.Encoding);
        hasSeparatorLine = separatorLine is not null;
        nullSequence = dialect.NullSequence is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : null;
        Quote = (byte)dialect.QuoteChar;
        if (dialect.LineTerminator is { } declared)
            firstLineEnd = declared == "\r" ? LineEnd.CarriageReturn : LineEnd.LineFeed;
        reader = CsvReader.Create(
            source,
            ReaderOptions.Of(dialect, separatorLine, MaxRecordSize) with { OnMalformedRecord = record => malformed = (record.Reason, record.ByteOffset) },
            leaveOpen: true);
    }

    public byte Quote { get; }

    /// <summary>Known after the first read.</summary>
    public byte Delimiter => (byte)reader.Separator;

    /// <summary>Number of the record, malformed ones counted; the first is 1.</summary>
    public long Row { get; private set; }

    /// <summary>1-based line of the file where the record starts.</summary>
    public long Line { get; private set; }

    /// <summary>0-based offset of the record in the file, in its UTF-8 form.</summary>
    public long Byte { get; private set; }

    /// <summary>What is wrong, after <see cref="ReadOutcome.Malformed"/> and <see cref="ReadOutcome.Stopped"/>.</summary>
    public RecordFault? Fault { get; private set; }

    /// <summary>The record before this one ended at a stray carriage return: this may be the rest of it.</summary>
    public bool Continues { get; private set; }

    public int CellCount => reader.FieldCount;

    /// <summary>The bytes of the record, without its line end.</summary>
    public ReadOnlySpan<byte> Record => reader.RawRecord;

    /// <summary>The cell without its quotes.</summary>
    public ReadOnlySpan<byte> Cell(int column) => dialect.SkipInitialSpace ? UntrimmedCell(column) : reader.GetSpan(column);

    /// <summary>The cell as it stands in the file.</summary>
    public ReadOnlySpan<byte> RawCell(int column) => reader.GetRawSpan(column);

    /// <summary>The dialect says that the cell holds no value.</summary>
    public bool IsNull(int column) => nullSequence is not null && Cell(column).SequenceEqual(nullSequence);

    /// <summary>Whether raw cells mean the same in a plain CSV of the same delimiter and quote.</summary>
    public bool CellsAreStandard => dialect is { EscapeChar: null, SkipInitialSpace: false, DoubleQuote: true };

    /// <summary>Of the file; null: UTF-8.</summary>
    public Encoding? Encoding => source.Encoding;

    /// <summary>The line end of the file.</summary>
    public ReadOnlySpan<byte> LineEndText => usesCarriageReturn ? (firstLineEnd == LineEnd.CarriageReturn ? "\r"u8 : "\r\n"u8) : "\n"u8;

    /// <summary>
    /// All that stands before the first row of data, in UTF-8, byte order mark and line ends as in the file. To be asked
    /// after that row was read.
    /// </summary>
    public ReadOnlySpan<byte> Preamble => preamble;

    /// <summary>The labels of the header; empty before it is read, and where the dialect has none.</summary>
    public IReadOnlyList<string> Labels { get; private set; } = [];

    /// <summary>Reads the header and all before it, if the dialect has a header. The last row of it is the current record then.</summary>
    public ReadOutcome ReadHeader()
    {
        if (!dialect.Header)
            return ReadOutcome.Record;
        // where nothing else is said, the header is the first row that is no comment
        var rows = dialect.HeaderRows is [1] ? [FirstRow()] : dialect.HeaderRows;
        var labels = new List<string>();
        for (var last = rows.Max(); Row < last;)
        {
            var outcome = ReadRecord();
            if (outcome is ReadOutcome.Stopped or ReadOutcome.End || (outcome == ReadOutcome.Malformed && rows.Contains((int)Row)))
                return outcome;
            if (!rows.Contains((int)Row))
                continue;
            for (var i = 0; i < CellCount; i++)
            {
                var label = System.Text.Encoding.UTF8.GetString(Cell(i));
                if (i == labels.Count)
                    labels.Add(label);
                else if (label.Length > 0)
                    labels[i] = labels[i].Length == 0 ? label : labels[i] + dialect.HeaderJoin + label;
            }
        }

        Labels = labels;
        return ReadOutcome.Record;
    }

    /// <summary>Reads the next row of data.</summary>
    public ReadOutcome Read()
    {
        ReadOutcome outcome;
        do
            outcome = ReadRecord();
        while (outcome is ReadOutcome.Record or ReadOutcome.Malformed && dialect.CommentRows.Contains((int)Row));
        preamble ??= source.TakeFirst(outcome == ReadOutcome.End ? long.MaxValue : Byte);
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
        reader.Dispose();
        source.Dispose();
        opened.Dispose();
    }

    private int FirstRow()
    {
        var row = 1;
        while (dialect.CommentRows.Contains(row))
            row++;
        return row;
    }

    private ReadOutcome ReadRecord()
    {
        if (stopped)
            return ReadOutcome.End;
        Continues = Fault?.Code == ErrorCode.StrayCarriageReturn;
        Fault = Row == 0 ? FileSignature.Fault(opened) : null;
        if (Fault is not null)
            return Stop(Fault);
        malformed = null;
        try
        {
            var passOver = Row == 0 && hasSeparatorLine && reader.Read();
            if (passOver)
            {
                Byte = reader.ByteOffset;
                NoteLineEnd();
            }

            if (!reader.Read())
            {
                stopped = true;
                return ReadOutcome.End;
            }
        }
        catch (CsvFormatException exception)
        {
            return Stop(TooLarge(exception.LineNumber, exception.ByteOffset));
        }
        catch (DecoderFallbackException)
        {
            return Stop(BrokenText());
        }
        catch (DamagedSourceException damage)
        {
            return Stop(new(damage.Code, 0, 0, null, damage.Message));
        }

        Row++;
        Line = reader.LineNumber;
        Byte = reader.ByteOffset;
        var stray = LineEndFault();
        Fault = malformed is { } quotes ? QuoteDiagnosis.Fault(this, quotes.Reason, quotes.Byte) : RecordText.Fault(this) ?? stray;
        if (Fault is null && !dialect.DoubleQuote)
            Fault = QuoteDiagnosis.DoubledQuote(this);
        return Fault is null ? ReadOutcome.Record : ReadOutcome.Malformed;
    }

    /// <summary>The cell, its white space before it trimmed, that behind it not.</summary>
    private ReadOnlySpan<byte> UntrimmedCell(int column)
    {
        var raw = reader.GetRawSpan(column).TrimStart(" \t"u8);
        return raw.Length > 0 && raw[0] == Quote ? reader.GetSpan(column) : raw;
    }

    private ReadOutcome Stop(RecordFault fault)
    {
        stopped = true;
        Row = fault.Line == 0 ? 0 : Row + 1;
        Line = fault.Line;
        Byte = fault.Byte;
        Fault = fault;
        return ReadOutcome.Stopped;
    }

    private RecordFault? LineEndFault()
    {
        var lineEnd = NoteLineEnd();
        if (lineEnd == LineEnd.None || lineEnd == firstLineEnd || lineEndsMixed)
            return null;
        // in a file of carriage returns only the change is told, not every line after it
        lineEndsMixed = firstLineEnd == LineEnd.CarriageReturn;
        return new(ErrorCode.StrayCarriageReturn, Line, Byte + Record.Length, CellCount,
            lineEndsMixed
                ? "The record ends with a line feed, but those before it with a lone carriage return; expected one kind of line end."
                : "The record is cut by a lone carriage return; expected the line ends of the first line: " +
                  "put the cell in quotes if the carriage return belongs to it.");
    }

    private LineEnd NoteLineEnd()
    {
        var lineEnd = FindLineEnd();
        if (firstLineEnd == LineEnd.None)
            firstLineEnd = lineEnd;
        return lineEnd;
    }

    private LineEnd FindLineEnd()
    {
        var record = Record;
        var beyond = source.Delivered - Byte - record.Length;
        ref var start = ref MemoryMarshal.GetReference(record);
        if (beyond <= 0 || Unsafe.IsNullRef(ref start))
            return LineEnd.None;
        // The tokenizer cuts the line end off, but found it in this buffer: what was delivered beyond the record lies behind it.
        if (Unsafe.Add(ref start, record.Length) != '\r')
            return LineEnd.LineFeed;
        usesCarriageReturn = true;
        return beyond > 1 && Unsafe.Add(ref start, record.Length + 1) == '\n' ? LineEnd.LineFeed : LineEnd.CarriageReturn;
    }

    private static RecordFault TooLarge(long line, long offset) =>
        new(ErrorCode.RecordTooLarge, line, offset, null,
            $"The record is longer than {MaxRecordSize >> 20} MiB; expected a line end before that: a quote may not be closed.");

    private RecordFault BrokenText() =>
        new(ErrorCode.EncodingError, Math.Max(Line, 1), source.Delivered, null,
            $"The text is not valid {source.Encoding?.WebName ?? "utf-8"}, the encoding that the byte order mark or the dialect names; expected whole text in it.");
}
