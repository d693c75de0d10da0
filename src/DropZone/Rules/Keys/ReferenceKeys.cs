using DropZone.Csv;

namespace DropZone.Rules.Keys;

/// <summary>Reads the keys of a reference table.</summary>
internal static class ReferenceKeys
{
    /// <summary>The keys in these columns of the table, read as the fields that refer to them are.</summary>
    /// <exception cref="ReferenceException">The table cannot be read, is malformed or lacks a column.</exception>
    public static KeySet Read(ReferenceTable table, IReadOnlyList<string> columns, KeyFields referring, Func<Stream> scratch)
    {
        using var stream = Open(table);
        using var record = new RecordReader(stream, table.Dialect);
        if (record.ReadHeader() != ReadOutcome.Record)
            throw new ReferenceException($"the reference table {table.Name} has no sound header: {record.Fault?.Message}");
        var keys = new KeySet(scratch);
        var fields = referring with { Parts = [.. referring.Parts.Zip(columns, (part, column) => (part.Check, Column(record, table, column)))] };
        for (var outcome = record.Read(); outcome != ReadOutcome.End; outcome = record.Read())
        {
            if (outcome != ReadOutcome.Record)
            {
                keys.Dispose();
                throw new ReferenceException($"the reference table {table.Name} is malformed in line {record.Fault!.Line}: {record.Fault.Message}");
            }

            if (fields.MissingColumn(record) < 0 && fields.TryDigest(record, out var key))
                keys.TryAdd(key, record.Row, out _);
        }

        return keys;
    }

    private static Stream Open(ReferenceTable table)
    {
        try
        {
            return table.Open();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new ReferenceException($"the reference table {table.Name} cannot be opened: {trouble.Message}", trouble);
        }
    }

    private static int Column(RecordReader record, ReferenceTable table, string column)
    {
        var place = record.Labels.ToList().IndexOf(column);
        return place >= 0 ? place : throw new ReferenceException(
            $"the reference table {table.Name} has no column {column}; it has {string.Join(", ", record.Labels.Take(20))}");
    }
}
