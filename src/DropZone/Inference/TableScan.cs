using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Rows;

namespace DropZone.Inference;

/// <summary>A single pass through all samples in one dialect.</summary>
internal sealed class TableScan(Dialect dialect) : IDisposable
{
    private const int RowsBetweenCancellationChecks = 4096;

    private readonly CellInspection _inspection = new(1, () => Stream.Null, RecordAllowance.Unlimited);

    /// <summary>The first row of each sample: labels, or data.</summary>
    private readonly List<(byte[][] Cells, long Line)> _firstRows = [];

    /// <summary>The first row below that equals the first one, as in joined files.</summary>
    private SampleFault? _repeated;

    /// <summary>The header of another table below.</summary>
    private SampleFault? _second;
    private ColumnScan[] _columns = [];

    /// <summary>The dialect of the samples.</summary>
    public Dialect Dialect { get; private set; } = dialect;

    public long Rows { get; private set; }

    public long Blank { get; private set; }

    /// <summary>Reads another sample to its end. Returns the fault if it cannot be read.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public SampleFault? Read(Sample sample, CancellationToken cancellation)
    {
        using var stream = sample.Open();
        using var record = new FileRecordReader(stream, Dialect);
        if (record.ReadHeader() != ReadOutcome.Record)
            return Fault(sample, record.Fault!);
        Dialect = Dialect with { Delimiter = (char)record.Delimiter };
        if (ReadFirst(sample, record) is { } different)
            return different;
        var second = new SecondTable();
        while (record.Read() is not ReadOutcome.End and var outcome)
        {
            if (record.Row % RowsBetweenCancellationChecks == 0)
                cancellation.ThrowIfCancellationRequested();
            if (outcome != ReadOutcome.Record)
                return Fault(sample, record.Fault!);
            if (IsBlank(record))
            {
                if (record.Record.Contains(record.Quote))
                    return EmptyInQuotes(sample, record);
                Blank++;
                second.AddBlank();
            }
            else if (record.CellCount != _columns.Length)
                return Ragged(sample, record);
            else
                ReadRow(sample, record, second);
        }

        _second ??= second.Line == 0 ? null : new SampleFault(sample.Name, ErrorCode.JoinedFiles, second.Line,
            "The row has words where the rows above have numbers or dates: another table may begin here. Keep one table in each sample, or correct the row.");

        return null;
    }

    /// <summary>Returns the table of all samples, or the fault that their headers differ.</summary>
    public InferredTable? Result(IReadOnlyList<Sample> samples, out SampleFault? fault)
    {
        var hasHeader = HasHeader(out var isProven);
        fault = (hasHeader ? _repeated : null) ?? _second;
        if (fault is null && (Dialect.CommentRows.Count > 0 || Dialect.CommentChar is not null) && !isProven && !((hasHeader || Dialect.CommentChar is not null) && LeadingRows.AreCertain(samples[0], Dialect)))
        {
            fault = new(samples[0].Name, ErrorCode.MissingCell, 1,
                "The first rows have another number of cells, or of cells with a value, than the others. They may be titles, or a header that lacks cells. Remove the titles, or correct the header.");
        }

        if (fault is not null)
            return null;
        var other = hasHeader ? _firstRows.FindIndex(row => !IsSame(row.Cells, _firstRows[0].Cells)) : -1;
        fault = other < 0 ? null : new(samples[other].Name, ErrorCode.IncorrectLabel, 1,
            $"The header differs from that of {samples[0].Name}. Infer a separate feed for each header.");
        if (fault is not null)
            return null;
        if (!hasHeader)
            AddFirstRows();
        var labels = new LabelInference(hasHeader ? _firstRows[0].Cells : null, _columns.Length);
        var mark = DecimalMark();
        return new InferredTable(
            labels.Apply(Dialect),
            [.. _columns.Select((column, i) => column.Result(labels.Names[i], mark))],
            Rows,
            Blank,
            labels.Notes);
    }

    public void Dispose() => _inspection.Dispose();

    private static SampleFault Fault(Sample sample, RecordFault fault) => new(sample.Name, fault.Code, fault.Line, fault.Message);

    private static bool IsBlank(RecordReader record)
    {
        for (var i = 0; i < record.CellCount; i++)
            if (!record.Cell(i).IsEmpty)
                return false;
        return true;
    }

    private static bool IsSame(byte[][] row, byte[][] other) => row.Zip(other).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    private SampleFault? ReadFirst(Sample sample, RecordReader record)
    {
        var cells = new byte[record.CellCount][];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = record.Cell(i).ToArray();
        if (_firstRows.Count == 0)
            _columns = [.. cells.Select(_ => new ColumnScan())];
        else if (_columns.Length != cells.Length)
            return Ragged(sample, record);
        _firstRows.Add((cells, record.Line));
        return null;
    }

    private SampleFault Ragged(Sample sample, RecordReader record) => new(
        sample.Name,
        record.CellCount < _columns.Length ? ErrorCode.MissingCell : ErrorCode.ExtraCell,
        record.Line,
        $"The row has {record.CellCount} {(record.CellCount == 1 ? "cell" : "cells")}, the first row has {_columns.Length}. "
        + (record.CellCount == _columns.Length + 1 && record.Cell(_columns.Length).IsEmpty
            ? "Remove the delimiter at the end of the row, or write a feed with `trailing-delimiter: ignore`."
            : "Correct or remove the row."));

    private static SampleFault EmptyInQuotes(Sample sample, RecordReader record) => new(sample.Name, ErrorCode.BlankRow, record.Line,
        "The row has only empty cells in quotes: a feed that skips blank rows would lose it. Remove the row, or write a feed by hand.");

    private void ReadRow(Sample sample, RecordReader record, SecondTable second)
    {
        Rows++;
        second.Add(record);
        if (_repeated is null && HeaderRow.Error(record, _firstRows[0].Cells) is { } code)
            _repeated = new SampleFault(sample.Name, code, record.Line, HeaderRow.Message(code));
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Add(record.Cell(i), _inspection, record.Line);
    }

    private void AddFirstRows()
    {
        foreach (var (cells, line) in _firstRows)
        {
            Rows++;
            for (var i = 0; i < _columns.Length; i++)
                _columns[i].Add(cells[i], _inspection, line);
        }
    }

    /// <summary>Whether the first row is a header, not data: its cells do not match the columns below it that are not text, or no column tells.</summary>
    /// <param name="isProven">Whether a column tells.</param>
    private bool HasHeader(out bool isProven)
    {
        var first = _firstRows[0].Cells;
        isProven = _firstRows.Count > 1 && _firstRows.TrueForAll(row => IsSame(row.Cells, first));
        if (isProven)
            return true;
        // a footer or mistake in one cell must not turn a row of data into a header
        foreach (var isStrict in (bool[])[true, false])
        {
            var typed = _columns.Index().Where(column => isStrict ? column.Item.IsTyped : column.Item.IsTypedButOne).ToList();
            if (typed.Count == 0)
                continue;
            isProven = typed.Any(column => !column.Item.Resembles(first[column.Index])
                && !(isStrict ? column.Item.Takes(first[column.Index], _inspection) : column.Item.TakesButOne(first[column.Index], _inspection)));
            return isProven;
        }

        return true;
    }

    /// <summary>Returns the mark of the columns that can be read in one way only; null: there are none, or they differ.</summary>
    private char? DecimalMark()
    {
        var marks = _columns.Select(column => column.DecimalMark).OfType<char>().Distinct().ToList();
        return marks.Count == 1 ? marks[0] : null;
    }
}
