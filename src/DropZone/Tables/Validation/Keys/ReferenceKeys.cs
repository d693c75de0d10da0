using DropZone.Tables.Primitives.KeySets;
using DropZone.Tables.References;

namespace DropZone.Tables.Validation.Keys;

/// <summary>Reads the keys of a reference table.</summary>
internal static class ReferenceKeys
{
    /// <summary>Returns the keys in these columns of the table, parsed like the fields that refer to them.</summary>
    /// <exception cref="ReferenceException">The table cannot be read, is malformed or lacks a column.</exception>
    public static BoundedKeySet Read(ReferenceTable table, IReadOnlyList<string> columns, KeyFields referring, Func<Stream> scratch)
    {
        using var rows = new ReferenceRows(table);
        var fields = referring with { Parts = [.. referring.Parts.Zip(columns, (part, column) => (part.Check, rows.Column(column)))] };
        var keys = new BoundedKeySet(scratch);
        try
        {
            while (rows.Read())
                if (fields.MissingColumn(rows.Record) < 0 && fields.TryDigest(rows.Record, out var key))
                    keys.TryAdd(key, rows.Record.Row, out _);
            return keys;
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }
}
