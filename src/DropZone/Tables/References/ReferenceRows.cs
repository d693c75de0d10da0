using DropZone.Csv;
using DropZone.Csv.Reading;

namespace DropZone.Tables.References;

/// <summary>The rows of a reference table, one after the other.</summary>
internal sealed class ReferenceRows : IDisposable
{
    private const int MaxNamed = 20;

    private readonly ReferenceTable _table;
    private readonly Stream _stream;

    /// <exception cref="ReferenceException">The table cannot be opened, or has no sound header.</exception>
    public ReferenceRows(ReferenceTable table)
    {
        _table = table;
        _stream = Open(table);
        Record = new FileRecordReader(_stream, table.Dialect);
        if (Record.ReadHeader() == ReadOutcome.Record)
            return;
        Dispose();
        throw new ReferenceException($"the reference table {table.Name} has a malformed header: {Record.Fault?.Message}");
    }

    /// <summary>The current row.</summary>
    public FileRecordReader Record { get; }

    /// <summary>Returns the 0-based index of a column.</summary>
    /// <exception cref="ReferenceException">There is no such column.</exception>
    public int Column(string name)
    {
        var place = Record.Labels.ToList().IndexOf(name);
        return place >= 0 ? place : throw new ReferenceException(
            $"the reference table {_table.Name} has no column {name}. Its columns are {string.Join(", ", Record.Labels.Take(MaxNamed))}");
    }

    /// <summary>False: there is no further row.</summary>
    /// <exception cref="ReferenceException">The table is malformed there.</exception>
    public bool Read() => Record.Read() switch
    {
        ReadOutcome.Record => true,
        ReadOutcome.End => false,
        _ => throw new ReferenceException($"the reference table {_table.Name} is malformed in line {Record.Fault!.Line}: {Record.Fault.Message}"),
    };

    public void Dispose()
    {
        Record.Dispose();
        _stream.Dispose();
    }

    private static Stream Open(ReferenceTable table)
    {
        try
        {
            return table.Open();
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            throw new ReferenceException($"the reference table {table.Name} cannot be opened: {failure.Message}", failure);
        }
    }
}
