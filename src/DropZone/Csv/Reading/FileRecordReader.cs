using System.Text;
using CsvHelper;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>
/// Reads the records of a file through CsvHelper, and finds the faults that concern bytes, quotes and line ends. Leaves the input open.
/// </summary>
public sealed class FileRecordReader : TokenizedRecordReader
{
    private readonly OpenedStream _opened;
    private readonly RecordAllowance _allowance;
    private readonly SourceStream _source;
    private readonly bool _checksCells;
    private readonly HashSet<long>? _commentRows;
    private readonly bool _hasSeparatorLine;
    private long _firstByte;
    private long _firstLine;
    private (CsvMalformedReason Reason, long Byte)? _malformed;
    private long _nextLine = 1;
    private long _passedEnd;
    private ReadOnlyMemory<byte>? _preamble;
    private bool _started;
    private bool _stopped;

    public FileRecordReader(Stream input, Dialect dialect)
        : this(new OpenedStream(input), dialect)
    {
    }

    /// <summary>Takes ownership of the opened stream.</summary>
    public FileRecordReader(OpenedStream opened, Dialect dialect)
        : this(opened, dialect, RecordAllowance.Unlimited, MaxRecordSize)
    {
    }

    /// <summary>Takes ownership of the opened stream.</summary>
    /// <param name="opened">The file.</param>
    /// <param name="dialect">Its dialect.</param>
    /// <param name="allowance">The memory that a record may take.</param>
    /// <param name="maxRecordSize">The maximum size of a record, in bytes, whatever memory there is.</param>
    public FileRecordReader(OpenedStream opened, Dialect dialect, RecordAllowance allowance, int maxRecordSize)
        : base(dialect, new SpecialCells(dialect), new LineEndCheck(dialect.LineTerminator))
    {
        _opened = opened;
        var mark = ByteOrderMark.Encoding(opened.Opening);
        HasByteOrderMark = mark is not null;
        Encoding = mark ?? EncodingName.Find(dialect.Encoding ?? "utf-8")
            ?? throw new ArgumentException($"There is no encoding \"{dialect.Encoding}\".", nameof(dialect));
        _allowance = allowance;
        _source = new SourceStream(opened, Encoding, allowance, maxRecordSize, dialect.FooterRows);
        var separator = SeparatorLine.Delimiter(_source.Start, dialect);
        _hasSeparatorLine = separator is not null;
        DelimiterLength = separator is null ? DelimiterLength : 1;
        _checksCells = !dialect.HasMarks && dialect.EscapeChar is null && (!dialect.DoubleQuote || dialect.SkipInitialSpace);
        _commentRows = dialect.CommentRows.Count == 0 ? null : [.. dialect.CommentRows];
        Tokenizer = dialect.HasMarks
            ? new MarkTokenizer(_source, new TextMarks(dialect, separator?.ToString() ?? DelimiterOf(dialect)), (reason, at) => _malformed = (reason, _firstByte + at))
            : Standard(separator ?? dialect.Delimiter);
    }

    /// <summary>Whether the file starts with a byte order mark.</summary>
    public bool HasByteOrderMark { get; }

    /// <summary>Encoding of the file; throws on text that it cannot represent.</summary>
    public Encoding Encoding { get; }

    /// <summary>The maximum size of a record, in bytes.</summary>
    public int RecordLimit => _source.RecordLimit;

    /// <summary>The labels of the columns; empty before <see cref="ReadHeader"/>, and if the dialect has no header.</summary>
    public IReadOnlyList<string> Labels { get; private set; } = [];

    /// <summary>Whether the header is one row, which is the current record after <see cref="ReadHeader"/>.</summary>
    public bool HeaderIsRecord => Dialect.Header && Dialect.HeaderRows.Count == 1;

    /// <summary>
    /// Everything before the first record of data, in UTF-8 with its own line ends: header, comments, separator line; no byte
    /// order mark. Until that record is read: the text read so far.
    /// </summary>
    public ReadOnlyMemory<byte> Preamble => _preamble ?? PreambleTo(_passedEnd);

    /// <summary>The number of bytes read, in UTF-8.</summary>
    internal long Delivered => _source.Delivered;

    /// <summary>The lines of the footer, in UTF-8, after the end was read; empty if the dialect has none.</summary>
    public ReadOnlyMemory<byte> Footer => _source.Footer;

    /// <summary>Reads the header rows, if the dialect has any. The last of them is then the current record.</summary>
    public ReadOutcome ReadHeader()
    {
        if (!Dialect.Header)
            return ReadOutcome.Record;
        var labels = new List<string>();
        foreach (var row in Dialect.HeaderRows.Order())
        {
            ReadOutcome outcome;
            // a comment in the place of a header row moves the header down
            do
                outcome = ReadRow();
            while ((outcome <= ReadOutcome.Malformed && Row < row && CanPass(outcome)) || IsComment(outcome));
            if (outcome == ReadOutcome.End)
                return Stop(new(ErrorCode.EmptyFile, 0, 0, null, $"The file ends before its header in row {row}."));
            Pass();
            if (outcome != ReadOutcome.Record)
                return outcome;
            if (CellCount > MaxColumns)
            {
                return Stop(
                    new(ErrorCode.RecordTooLarge, Line, Byte, null,
                        $"The header has {CellCount} columns; expected at most {MaxColumns}. Check the delimiter of the feed."), Row);
            }

            Join(labels);
        }

        Labels = labels;
        CountColumns(labels.Count);
        return ReadOutcome.Record;
    }

    public override ReadOutcome Read()
    {
        if (_preamble is not null)
            _source.Forget();
        var outcome = ReadRow();
        while (_commentRows is not null && IsComment(outcome))
            outcome = ReadRow();
        _preamble ??= PreambleTo(outcome <= ReadOutcome.Malformed ? Byte : outcome == ReadOutcome.End ? _source.Delivered : _passedEnd);
        return outcome;
    }

    public override void Dispose()
    {
        Tokenizer.Dispose();
        _source.Dispose();
        _opened.Dispose();
    }

    /// <summary>Whether the text after the current record, the first of data, can be cut into blocks of that size.</summary>
    internal bool HasBlocks(int size) => CellsAreStandard && !_allowance.IsLarge && !Dialect.HasComments && _commentRows is null && Fault is null && !_stopped
        && _source.Kept[(int)RecordEnd..] is var rest && (rest.Length >= size || _source.End == SourceEnd.None) && RecordBlocks.CanBegin(rest);

    /// <summary>Starts to read blocks after the current record, until <see cref="EndBlocks"/>.</summary>
    internal RecordBlocks BeginBlocks()
    {
        _firstLine = Line + TextLines.Count(Record);
        _source.Unread(_source.Kept[(int)RecordEnd..]);
        _source.Forget();
        _firstByte = _source.RecordEnd = _source.Delivered;
        return new RecordBlocks(_source, this, Dialect, Special, LineEnds);
    }

    /// <summary>Counts the records of the block as read.</summary>
    internal void Pass(RecordBlock block)
    {
        Row += block.Records;
        _firstLine += block.Lines;
        _firstByte += block.Length;
    }

    /// <summary>Resumes reading records one by one, after the blocks that count as read.</summary>
    internal void EndBlocks()
    {
        _source.RecordEnd = _source.Delivered;
        var delimiter = (char)Delimiter;
        Tokenizer.Dispose();
        Tokenizer = Standard(delimiter);
    }

    /// <summary>Returns the place after the record and its line end.</summary>
    private long RecordEnd => Byte + Record.Length + (FindLineEnd(Record) is var lineEnd and not LineEnd.None ? LineEndCheck.Written(lineEnd).Length : 0);

    private static string DelimiterOf(Dialect dialect) =>
        dialect.DelimiterText ?? dialect.Delimiter?.ToString() ?? throw new ArgumentException("The delimiter is missing.", nameof(dialect));

    private CsvTokenizer Standard(char? delimiter) => new(CsvReader.Create(
        _source, Options(delimiter, tracksLines: true, record => _malformed = (record.Reason, _firstByte + record.ByteOffset)), leaveOpen: true));

    private ReadOutcome ReadRow()
    {
        if (_stopped)
            return ReadOutcome.End;
        if (!_started && Start() is { } whole)
            return Stop(whole);
        Continues = Fault?.Code == ErrorCode.StrayCarriageReturn;
        Fault = null;
        _malformed = null;
        if (!Tokenizer.Read())
            return End();
        Line = _firstLine + Tokenizer.LineNumber;
        Byte = _firstByte + Tokenizer.ByteOffset;
        Row++;
        var record = Tokenizer.RawRecord;
        _source.RecordEnd = Byte + record.Length;
        if (Dialect.HasComments)
            CountComments(record);
        if (_source.End > SourceEnd.File && _source.Delivered <= _source.RecordEnd)
            return Stop(CutFault(), Row);
        var stray = LineEnds.Fault(this, FindLineEnd(record));
        Fault = _malformed is { } quotes
            ? (quotes.Reason == CsvMalformedReason.UnterminatedQuote ? null : RecordText.Joined(this)) ?? QuoteDiagnosis.Fault(this, quotes.Reason, quotes.Byte)
            : RecordText.Fault(this) ?? Doubt() ?? (_checksCells ? Special.Fault(this) : null) ?? stray;
        return Fault is null ? ReadOutcome.Record : ReadOutcome.Malformed;
    }

    /// <summary>Returns the fault of a delimiter that can be read in two places, or null.</summary>
    private RecordFault? Doubt()
    {
        if (Tokenizer.DoubtfulDelimiter is not (>= 0 and var at))
            return null;
        var column = ColumnAt(at);
        return new(ErrorCode.ExtraCell, Line, Byte + at, column + 1,
            $"The delimiter behind cell {column + 1} can be read in two places, as in \"|||\" with the delimiter \"||\". Have cells that contain a part of the delimiter put in quotes.");
    }

    /// <summary>Checks the file as a whole and skips its separator line.</summary>
    private RecordFault? Start()
    {
        _started = true;
        if ((_opened.Fault ?? FileSignature.Fault(_opened, Encoding, Dialect.Header)) is { } whole)
            return whole;
        if (!_hasSeparatorLine || !Tokenizer.Read())
            return null;
        LineEnds.Fault(this, FindLineEnd(Tokenizer.RawRecord));
        Byte = Tokenizer.ByteOffset;
        _source.RecordEnd = Byte + Tokenizer.RawRecord.Length;
        _nextLine = 2;
        Pass();
        return null;
    }

    private ReadOutcome End()
    {
        _stopped = true;
        if (_source.End <= SourceEnd.File)
            return ReadOutcome.End;
        Line = Math.Max(Line, 1);
        Byte = _source.Delivered;
        return Stop(CutFault(), Row + 1);
    }

    private ReadOutcome Stop(RecordFault fault, long row = 0)
    {
        _stopped = true;
        Row = fault.Line == 0 ? 0 : row;
        Line = fault.Line;
        Byte = fault.Byte;
        Fault = fault;
        return ReadOutcome.Stopped;
    }

    /// <summary>Returns the fault by which the source ended within the record.</summary>
    private RecordFault CutFault() => _source.End switch
    {
        SourceEnd.Unpacking => _opened.Fault!,
        SourceEnd.BrokenText => new(ErrorCode.EncodingError, Line + TextLines.Count(Record), _source.Delivered, null,
            BrokenText.Describe(Dialect, Encoding, HasByteOrderMark, _source.Break, _source.Delivered)),
        SourceEnd.NulRun => new(ErrorCode.NulByte, Line + TextLines.Count(Record), _source.NulStart, null,
            $"The file has only NUL bytes from offset {_source.NulStart}, for more than {NulRun.Max >> 10} KiB; expected text. " +
            "The upload left a hole, or the file is not text. Send it again from its source."),
        _ => _malformed is { Reason: CsvMalformedReason.UnterminatedQuote } quotes && !_source.EndedByMemory
            ? QuoteDiagnosis.Fault(this, quotes.Reason, quotes.Byte)
            : new(ErrorCode.RecordTooLarge, Line, Byte, null, _source.EndedByMemory
                ? $"The record has no line end within {RecordLimit >> 20} MiB, or too many cells, for the memory of the service."
                : $"The record has no line end within {RecordLimit >> 20} MiB, the maximum."),
    };

    /// <summary>Counts the comments before the record, which the tokenizer skips without returning them.</summary>
    private void CountComments(ReadOnlySpan<byte> record)
    {
        Row += Line - _nextLine;
        _nextLine = Line + TextLines.Count(record) + 1;
    }

    private bool IsComment(ReadOutcome outcome) => _commentRows is not null && CanPass(outcome) && _commentRows.Contains(Row) && Pass();

    /// <summary>Whether the row can be skipped: a skipped row may contain any quotes.</summary>
    private bool CanPass(ReadOutcome outcome) =>
        outcome == ReadOutcome.Record || (outcome == ReadOutcome.Malformed && Fault!.Code == ErrorCode.StrayQuote);

    private bool Pass()
    {
        _passedEnd = _source.RecordEnd + LineEndCheck.Written(FindLineEnd(Record)).Length;
        return true;
    }

    private ReadOnlyMemory<byte> PreambleTo(long end)
    {
        var kept = _source.Kept;
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
                labels[i] += Dialect.HeaderJoin + text;
        }
    }

    private LineEnd FindLineEnd(ReadOnlySpan<byte> record) => FindLineEnd(record, _source.Delivered - _firstByte - Tokenizer.ByteOffset - record.Length);
}
