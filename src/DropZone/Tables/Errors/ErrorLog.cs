using System.Runtime.CompilerServices;
using DropZone.Csv;
using DropZone.Csv.Reading;
using DropZone.Errors;

namespace DropZone.Tables.Errors;

/// <summary>The errors of one run: the first of each code, and the true number of all.</summary>
/// <param name="record">The record reader.</param>
/// <param name="cells">Decides which cells may be shown.</param>
internal sealed class ErrorLog(RecordReader record, SensitiveCells cells)
{
    private const int KeptOfEachCode = 1000;

    private readonly List<TableError> _errors = [];
    private readonly Dictionary<ErrorCode, long> _counts = [];

    public IReadOnlyList<TableError> Errors => _errors;

    public IReadOnlyDictionary<ErrorCode, long> Counts => _counts;

    public bool Any => _counts.Count > 0;

    /// <summary>Whether every error so far concerns one row, and the rows around it are reliable.</summary>
    public bool OnlyRows { get; private set; } = true;

    /// <summary>The labels of the header; empty before it is read.</summary>
    public IReadOnlyList<string> Labels { get; set; } = [];

    public RowExcerpts Excerpts { get; } = new(cells);

    /// <summary>Returns the part of a cell of the current record that an error may show.</summary>
    public string Shown(int column) => cells.Show(record, column);

    /// <summary>Whether the next error of this code is kept, and needs a message.</summary>
    public bool Keeps(ErrorCode code) => _counts.GetValueOrDefault(code) < KeptOfEachCode;

    /// <summary>Adds a fault of the current record or of the file.</summary>
    public void Add(RecordFault fault)
    {
        // a stray quote in a record of several lines may have swallowed good ones
        if (fault.Code == ErrorCode.StrayQuote && record.Record.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
            OnlyRows = false;
        if (!Count(fault.Code))
            return;
        Excerpts.Keep(record, Labels, fault.Code, fault.Column);
        var column = fault.Column - 1;
        _errors.Add(new TableError(record.Row, fault.Line, fault.Byte, fault.Column,
            column < Labels.Count && column is { } known ? cells.ShowLabel(Labels[known]) : null, fault.Code,
            column is { } cell && cell < record.CellCount ? Shown(cell) : null, fault.Message));
    }

    /// <summary>Adds an error of the current record.</summary>
    /// <param name="column">0-based index of the invalid cell; -1: the record as a whole.</param>
    /// <param name="position">1-based number of the column, if there is one.</param>
    /// <param name="hint">Adds a hint about the cell to the message, for errors that are kept.</param>
    public void Add(ErrorCode code, int column, int? position, string? field, string message, ExcelHint? hint = null)
    {
        if (!Count(code))
            return;
        if (column >= 0 && hint?.For(record.Cell(column)) is { } more)
            message = $"{message} {more}";
        Excerpts.Keep(record, Labels, code, position);
        _errors.Add(new TableError(record.Row, record.Line, record.Byte + (column < 0 ? 0 : record.CellOffset(column)), position,
            field is null ? null : cells.ShowLabel(field), code, column < 0 ? null : Shown(column), message));
    }

    /// <summary>Adds an error of the current record, whose message is formatted only if it is kept.</summary>
    /// <inheritdoc cref="Add(ErrorCode, int, int?, string?, string, ExcelHint?)"/>
    public void Add(ErrorCode code, int column, int? position, string? field, [InterpolatedStringHandlerArgument("", nameof(code))] ErrorText message) =>
        Add(code, column, position, field, Keeps(code) ? message.Take() : "");

    /// <summary>Adds an error of the header, after which no row can be written, whatever the scope of its code.</summary>
    public void AddOfHeader(ErrorCode code, string message)
    {
        OnlyRows = false;
        Add(code, -1, null, null, message);
    }

    /// <summary>Adds an error of the file as a whole.</summary>
    public void AddOfFile(ErrorCode code, string message) => Add(new TableError(0, 0, 0, null, null, code, null, message));

    /// <summary>Adds an error of an earlier row.</summary>
    public void Add(TableError error)
    {
        if (Count(error.Code))
            _errors.Add(error);
    }

    /// <summary>Counts an error. Returns whether it must be kept.</summary>
    private bool Count(ErrorCode code)
    {
        OnlyRows &= code.Scope() == ErrorScope.Row;
        var isKept = Keeps(code);
        _counts[code] = _counts.GetValueOrDefault(code) + 1;
        return isKept;
    }
}
