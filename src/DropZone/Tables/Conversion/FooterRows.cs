using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using DropZone.Csv;
using DropZone.Csv.Encodings;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Conversion;

/// <summary>Reads the lines of a footer like rows of the table, to find those that are data.</summary>
internal sealed class FooterRows : IDisposable
{
    /// <summary>The bytes of numbers in every form, NaN and INF included.</summary>
    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789+-.,'_ eENaIF"u8);

    private readonly TableLayout _layout;
    private readonly FileRecordReader _record;
    private readonly CellInspection _inspection;
    private readonly Regex? _pattern;
    private readonly bool _isTorn;
    private readonly bool _hasMark;

    /// <param name="layout">The layout of the table.</param>
    /// <param name="file">The file, read to its end.</param>
    /// <param name="pattern">A line that matches from its start certainly belongs to the footer. Null: none.</param>
    public FooterRows(TableLayout layout, FileRecordReader file, Regex? pattern)
    {
        _layout = layout;
        _pattern = pattern;
        _hasMark = file.Footer.Span.IndexOf(ByteOrderMark.Utf8) >= 0;
        _isTorn = file.Footer.Span[^1] is not ((byte)'\r' or (byte)'\n');
        _inspection = new CellInspection(layout.Variant.Checks.Count, layout.Output.Scratch, layout.Output.Memory);
        _record = new FileRecordReader(new MemoryStream(file.Footer.ToArray()), layout.Variant.Dialect with
        {
            Delimiter = (char)file.Delimiter,
            Header = false,
            CommentRows = [],
            FooterRows = 0,
            Encoding = null,
        });
    }

    /// <summary>Returns the first reason why a line may be data.</summary>
    public FooterFault Fault()
    {
        if (_hasMark)
            return FooterFault.NoText;
        // a line behind one that is no data is not the rest of a truncated table
        for (var isTorn = _isTorn; _record.Read() is not ReadOutcome.End;)
        {
            if (_record.Fault is { Code: ErrorCode.EncodingError or ErrorCode.NulByte or ErrorCode.ControlCharacter or ErrorCode.LostCharacter or ErrorCode.JoinedFiles })
                return FooterFault.NoText;
            if (IsBlank())
                continue;
            var match = _pattern?.Match(Encoding.UTF8.GetString(_record.Record));
            var isMatched = match?.Success == true;
            if (!isMatched && isTorn && _record.Fault is { Code: ErrorCode.UnterminatedQuote })
                return FooterFault.TornRow;
            var fault = FaultOfRow(isTorn && _record.Byte + _record.Record.Length == _record.Delivered);
            if (isMatched ? match!.Index > 0 && fault == FooterFault.Row : fault != FooterFault.None)
                return isMatched ? FooterFault.MatchedRow : fault;
            isTorn = false;
        }

        return FooterFault.None;
    }

    public void Dispose()
    {
        _record.Dispose();
        _inspection.Dispose();
    }

    private FooterFault FaultOfRow(bool isTorn)
    {
        if (_layout.Columns is null)
            return FooterFault.None;
        var cells = _record.CellCount;
        if (cells == _layout.Labels.Count)
        {
            if (AreValid(cells) || _layout.Header?.Error(_record) is not null)
                return FooterFault.Row;
            if (!_record.Cell(0).IsEmpty && AreValid(1))
                return FooterFault.DamagedRow;
        }

        return isTorn && cells <= _layout.Labels.Count && AreValid(cells - 1) && CanBegin(cells - 1) ? FooterFault.TornRow : FooterFault.None;
    }

    /// <summary>Whether that many first cells are valid.</summary>
    private bool AreValid(int cells)
    {
        for (var i = 0; i < _layout.Variant.Checks.Count; i++)
            if (_layout.Columns![i] is >= 0 and var column && column < cells && !IsValid(_layout.Variant.Checks[i], column))
                return false;
        return true;
    }

    private bool IsValid(FieldCheck check, int column)
    {
        _inspection.Faults.Clear();
        if (!check.IsNeeded)
            return true;
        if (_record.HasNulls && _record.IsNull(column))
            check.InspectMissing(_inspection);
        else
            check.Inspect(_record.Cell(column), _inspection);
        return _inspection.Faults.Count == 0;
    }

    /// <summary>Whether a valid cell may begin with the text of this one. Not certain: only letters begin no number.</summary>
    private bool CanBegin(int column)
    {
        var index = _layout.Columns!.TakeWhile(place => place != column).Count();
        return index >= _layout.Columns!.Count || _layout.Variant.Schema?.Fields[index] is not { Type: FieldType.Integer or FieldType.Number, BareNumber: true }
            || !_record.Cell(column).ContainsAnyExcept(OfNumbers);
    }

    private bool IsBlank()
    {
        for (var i = 0; i < _record.CellCount; i++)
            if (!_record.IsBlank(i))
                return false;
        return true;
    }
}
