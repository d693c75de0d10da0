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
    private readonly SourceStream source;
    private readonly CsvReader reader;
    private (CsvMalformedReason Reason, long Byte)? malformed;
    private LineEnd firstLineEnd;
    private bool lineEndsMixed;
    private bool stopped;

    public RecordReader(Stream input, Dialect dialect)
    {
        opened = new OpenedStream(input);
        source = new SourceStream(opened);
        Quote = (byte)dialect.QuoteChar;
        reader = CsvReader.Create(source, new CsvReaderOptions
        {
            HasHeader = false,
            SkipEmptyLines = false,
            Separator = dialect.Delimiter,
            Quote = dialect.QuoteChar,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordSize,
            IncludeValuesInExceptions = false,
            // recovered records keep their number and bytes; skipped ones would not even be counted
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => malformed = (record.Reason, record.ByteOffset),
        }, leaveOpen: true);
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
    public ReadOnlySpan<byte> Cell(int column) => reader.GetSpan(column);

    /// <summary>The cell as it stands in the file.</summary>
    public ReadOnlySpan<byte> RawCell(int column) => reader.GetRawSpan(column);

    public ReadOutcome Read()
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

        Row++;
        Line = reader.LineNumber;
        Byte = reader.ByteOffset;
        var stray = LineEndFault();
        Fault = malformed is { } quotes ? QuoteDiagnosis.Fault(this, quotes.Reason, quotes.Byte) : RecordText.Fault(this) ?? stray;
        return Fault is null ? ReadOutcome.Record : ReadOutcome.Malformed;
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

    // MERGE: stand-ins until the reader knows comments, header rows and code pages; RejectWriter asks these four

    /// <summary>All before the first data record, as UTF-8, with its line ends. Ask when the header was just read.</summary>
    public ReadOnlySpan<byte> Preamble => (byte[])[.. Record, .. LineEndText];

    /// <summary>What ends the records of the file.</summary>
    public ReadOnlySpan<byte> LineEndText => lineEndText ??= FindLineEndText();

    public bool HasByteOrderMark => opened.Opening.StartsWith(ByteOrderMark.Utf8) || ByteOrderMark.Encoding(opened.Opening) is not null;

    public Encoding Encoding => ByteOrderMark.Encoding(opened.Opening) ?? new UTF8Encoding(false);

    private byte[]? lineEndText;

    private byte[] FindLineEndText()
    {
        ref var start = ref MemoryMarshal.GetReference(Record);
        if (FindLineEnd() is LineEnd.None || Unsafe.Add(ref start, Record.Length) == '\n')
            return "\n"u8.ToArray();
        return FindLineEnd() == LineEnd.CarriageReturn ? "\r"u8.ToArray() : "\r\n"u8.ToArray();
    }

    // end of the stand-ins

    public void Dispose()
    {
        reader.Dispose();
        source.Dispose();
        opened.Dispose();
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
        var lineEnd = FindLineEnd();
        if (Row == 1)
            firstLineEnd = lineEnd;
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
        return beyond > 1 && Unsafe.Add(ref start, record.Length + 1) == '\n' ? LineEnd.LineFeed : LineEnd.CarriageReturn;
    }

    private static RecordFault TooLarge(long line, long offset) =>
        new(ErrorCode.RecordTooLarge, line, offset, null,
            $"The record is longer than {MaxRecordSize >> 20} MiB; expected a line end before that: a quote may not be closed.");

    private RecordFault BrokenText() =>
        new(ErrorCode.EncodingError, Math.Max(Line, 1), source.Delivered, null,
            "The text is not valid in the encoding that its byte order mark announces; expected UTF-8 or whole UTF-16.");
}
