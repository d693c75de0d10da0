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
/// Reads the rows of a sealed output as values that databases know: dates by ISO 8601, numbers with a point, no value where the
/// schema says so, all else as it is written. Spans are valid until the next row or cell is read.
/// </summary>
public sealed class SealedRows : IDisposable
{
    private readonly OpenedFile file;
    private readonly Stream stream;
    private readonly OpenedStream opened;
    private readonly FileRecordReader reader;
    private readonly ByteTexts[] missing;
    private readonly CellEdit?[] edits;
    private readonly ByteBuffer edited = new(64);

    /// <summary>Takes the file over.</summary>
    /// <param name="booleansAsDigits">Whether true and false are 1 and 0.</param>
    internal SealedRows(OpenedFile file, OutputTable table, bool booleansAsDigits)
    {
        this.file = file;
        Columns = table.Columns;
        stream = file.Read();
        opened = new OpenedStream(stream);
        reader = new FileRecordReader(opened, table.Dialect);
        missing = [.. Columns.Select(column => new ByteTexts(column.MissingValues ?? [""]))];
        edits = [.. Columns.Select((column, i) => PlainValue.EditFor(column, missing[i], booleansAsDigits))];
        if (table.Dialect.Header)
            reader.ReadHeader();
    }

    public IReadOnlyList<Field> Columns { get; }

    /// <summary>The number of the row in the output, the first behind the header is 1.</summary>
    public long Row { get; private set; }

    /// <summary>False: there is no other.</summary>
    /// <exception cref="IOException">The output is not what was sealed.</exception>
    public bool Read()
    {
        switch (reader.Read())
        {
            case ReadOutcome.End:
                return false;
            case ReadOutcome.Record when reader.CellCount == Columns.Count:
                Row++;
                return true;
            default:
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{file.Path} is not what was sealed: line {reader.Line} cannot be read"));
        }
    }

    /// <summary>False: the cell holds no value.</summary>
    public bool TryValue(int column, out ReadOnlySpan<byte> value)
    {
        value = reader.Cell(column);
        if (missing[column].Contains(value))
            return false;
        if (edits[column] is not { } edit)
            return true;
        edited.Truncate(0);
        if (edit.Apply(value, edited) == EditOutcome.Changed)
            value = edited.Written;
        return true; // what cannot be read is left for the target to judge
    }

    public void Dispose()
    {
        reader.Dispose();
        opened.Dispose();
        stream.Dispose();
        file.Dispose();
        edited.Dispose();
    }
}
