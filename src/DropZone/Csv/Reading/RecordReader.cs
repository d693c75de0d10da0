using System.Text;
using DropZone.Csv.Dialects;

namespace DropZone.Csv.Reading;

/// <summary>
/// Reads the records of a table one after another. Three readers do: <see cref="FileRecordReader"/> reads a file from its start,
/// <see cref="BlockRecordReader"/> and <see cref="IndexedRecordReader"/> read a block of it. Spans are valid until the next read.
/// </summary>
public abstract class RecordReader : IDisposable
{
    /// <summary>The standard maximum size of a record, in bytes. Bounds memory when a quote is never closed.</summary>
    public const int MaxRecordSize = 64 * 1024 * 1024;

    /// <summary>Maximum number of labels: more would cost memory by the hundred megabytes, and are not a table.</summary>
    public const int MaxColumns = 65_536;

    private protected RecordReader(Dialect dialect, SpecialCells special)
    {
        Dialect = dialect;
        Special = special;
        Quote = (byte)dialect.QuoteChar;
        var marks = Encoding.UTF8.GetBytes(dialect.DelimiterText ?? (dialect.Delimiter ?? ',').ToString());
        DelimiterLength = marks.Length;
        DelimiterStart = marks[0];
        Controls = new ControlBytes(
            [.. marks, (byte)dialect.QuoteChar, (byte)(dialect.EscapeChar ?? ','), .. Encoding.UTF8.GetBytes(dialect.CommentText ?? (dialect.CommentChar ?? ',').ToString())]);
    }

    public byte Quote { get; }

    /// <summary>One ASCII character, known after the first read. A comma for other delimiters.</summary>
    public abstract byte Delimiter { get; }

    /// <summary>The delimiter, whatever it is. Known after the first read.</summary>
    internal string DelimiterText => DelimiterLength > 1 ? Dialect.DelimiterText! : ((char)Delimiter).ToString();

    /// <summary>The line end of the first line: LF, CRLF or CR; LF before it was read.</summary>
    public abstract string LineEndText { get; }

    /// <summary>Whether raw cells have the same meaning in a CSV file by RFC 4180 with this delimiter and quote.</summary>
    public bool CellsAreStandard => Dialect is { HasMarks: false, EscapeChar: null, SkipInitialSpace: false, DoubleQuote: true, IgnoresTrailingDelimiter: false };

    /// <summary>Number of the record; malformed ones, comments and the header count, a separator line does not. The first is 1.</summary>
    /// <remarks>In a block: within the block.</remarks>
    public long Row { get; private protected set; }

    /// <summary>1-based line of the file where the record starts.</summary>
    public long Line { get; private protected set; }

    /// <summary>0-based offset of the record in the file, in its UTF-8 form.</summary>
    public long Byte { get; private protected set; }

    /// <summary>The fault, after <see cref="ReadOutcome.Malformed"/> and <see cref="ReadOutcome.Stopped"/>.</summary>
    public RecordFault? Fault { get; private protected set; }

    /// <summary>Whether the previous record ended at a stray carriage return, so that this one may be its rest.</summary>
    public bool Continues { get; private protected set; }

    public abstract int CellCount { get; }

    /// <summary>The bytes of the record, without its line end.</summary>
    public abstract ReadOnlySpan<byte> Record { get; }

    /// <summary>Whether a cell may be the null sequence of the dialect.</summary>
    public bool HasNulls => Dialect.NullSequence is not null;

    /// <summary>Whether only an empty cell without quotes has no value.</summary>
    public bool NullIsEmpty => Dialect.NullIsEmpty;

    /// <summary>The null sequence of the dialect; empty without one.</summary>
    internal ReadOnlySpan<byte> NullText => Special.NullText;

    private protected Dialect Dialect { get; }

    /// <summary>The length of the delimiter in bytes.</summary>
    private protected int DelimiterLength { get; set; }

    /// <summary>The first byte of the delimiter, if it is not one ASCII character.</summary>
    private byte DelimiterStart { get; }

    private protected SpecialCells Special { get; }

    /// <summary>The control characters that are no data.</summary>
    internal ControlBytes Controls { get; }

    /// <summary>Returns the value of the cell, without its quotes, escapes and, depending on the dialect, initial space.</summary>
    public abstract ReadOnlySpan<byte> Cell(int column);

    /// <summary>Returns the bytes of the cell in the file.</summary>
    public abstract ReadOnlySpan<byte> RawCell(int column);

    /// <summary>Returns the bytes of these cells in the file, including everything between them.</summary>
    public abstract ReadOnlySpan<byte> RawCells(int first, int last);

    /// <summary>Reads the next record that is not a comment.</summary>
    public abstract ReadOutcome Read();

    /// <summary>Returns whether the cell is the null sequence of the dialect.</summary>
    public bool IsNull(int column) => Special.IsNull(RawCell(column));

    /// <summary>Returns the 0-based offset of the cell in the record.</summary>
    public int CellOffset(int column)
    {
        var offset = 0;
        for (var i = 0; i < column; i++)
            offset += RawCell(i).Length + DelimiterLength;
        return offset;
    }

    /// <summary>Returns the 0-based cell that contains this byte of the record.</summary>
    public int ColumnAt(int offset)
    {
        var end = 0;
        for (var i = 0; i < CellCount; i++)
        {
            end += RawCell(i).Length + DelimiterLength;
            if (offset < end)
                return i;
        }

        return CellCount - 1;
    }

    public abstract void Dispose();

    /// <summary>Returns rows that can be inspected column by column before they are read, or an empty batch if records can only be read one by one.</summary>
    /// <param name="firstRow">0-based, in the block.</param>
    internal virtual RowBatch Batch(int firstRow) => default;

    /// <summary>Reads that many records at once and returns their bytes with their line ends. Only where <see cref="Batch"/> returns rows.</summary>
    internal virtual ReadOnlySpan<byte> ReadRaw(int count) => throw new NotSupportedException();

    /// <summary>Whether all cells of the record may be blank. False if one certainly is not.</summary>
    internal bool MayBeBlank() => MayBeBlank(Record, CellCount, DelimiterLength > 1 ? DelimiterStart : Delimiter);

    /// <summary>
    /// Whether all cells of a record may be blank. Empty ones have at most two quotes and a delimiter or line end; others start with white
    /// space, or with an empty cell.
    /// </summary>
    /// <param name="record">The bytes of the record.</param>
    /// <param name="cells">Number of its cells.</param>
    /// <param name="delimiter">The delimiter of the file.</param>
    internal static bool MayBeBlank(ReadOnlySpan<byte> record, int cells, byte delimiter) =>
        record.Length <= cells * 3 || record[0] == delimiter || record[0] is (byte)' ' or (byte)'\t' or 0xC2 or 0xE2 or 0xE3 || record[0] == record[1];

    /// <summary>Whether the cell is empty, or white space without quotes.</summary>
    internal bool IsBlank(int column)
    {
        if (Cell(column).IsEmpty)
            return true;
        for (var raw = RawCell(column); !raw.IsEmpty;)
        {
            Rune.DecodeFromUtf8(raw, out var rune, out var length);
            if (!Rune.IsWhiteSpace(rune) && rune.Value is not 0xFEFF)
                return false;
            raw = raw[length..];
        }

        return true;
    }
}
