using System.Globalization;
using DropZone.Csv;
using DropZone.Csv.Encodings;
using DropZone.Csv.Reading;
using DropZone.Linux;
using DropZone.Tables.Conversion;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Targets.Loading;

/// <summary>
/// Reads the rows of a sealed output as values that databases accept: ISO 8601 dates, numbers with a decimal point, no value for the
/// schema's missing values, all else as written. Spans are valid until the next row or cell is read.
/// </summary>
public sealed class SealedRows : IDisposable
{
    private readonly OpenedFile _file;
    private readonly Stream _stream;
    private readonly OpenedStream _opened;
    private readonly FileRecordReader _reader;
    private readonly ByteTexts[] _missing;
    private readonly CellEdit?[] _edits;
    private readonly ByteBuffer _edited = new(64);

    /// <param name="file">The output; disposed with this.</param>
    /// <param name="table">Its dialect and columns.</param>
    /// <param name="booleansAsDigits">Whether true and false are read as 1 and 0.</param>
    internal SealedRows(OpenedFile file, OutputTable table, bool booleansAsDigits)
    {
        _file = file;
        Columns = table.Columns;
        _stream = file.Read();
        _opened = new OpenedStream(_stream);
        _reader = new FileRecordReader(_opened, table.Dialect);
        _missing = [.. Columns.Select(column => new ByteTexts(column.MissingValues ?? [""]))];
        _edits = [.. Columns.Select(column => PlainValue.EditFor(column, booleansAsDigits))];
        if (table.Dialect.Header)
            _reader.ReadHeader();
    }

    public IReadOnlyList<Field> Columns { get; }

    /// <summary>The number of the row in the output; the first after the header is 1.</summary>
    public long Row { get; private set; }

    /// <summary>Reads the next row. Returns false at the end.</summary>
    /// <exception cref="IOException">The output was changed after it was sealed.</exception>
    public bool Read()
    {
        switch (_reader.Read())
        {
            case ReadOutcome.End:
                return false;
            case ReadOutcome.Record when _reader.CellCount == Columns.Count:
                Row++;
                return true;
            default:
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{_file.Path} was changed after it was sealed: line {_reader.Line} cannot be read"));
        }
    }

    /// <summary>Returns false if the cell has no value.</summary>
    public bool TryValue(int column, out ReadOnlySpan<byte> value)
    {
        value = _reader.Cell(column);
        if (_missing[column].Contains(value) || (_reader.HasNulls && _reader.IsNull(column)))
            return false;
        if (_edits[column] is not { } edit)
            return true;
        _edited.Truncate(0);
        if (edit.Apply(value, _edited) == EditOutcome.Changed)
            value = _edited.Written;
        return true; // the target judges a value that cannot be read
    }

    public void Dispose()
    {
        _reader.Dispose();
        _opened.Dispose();
        _stream.Dispose();
        _file.Dispose();
        _edited.Dispose();
    }
}
