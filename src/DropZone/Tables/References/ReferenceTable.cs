using DropZone.Csv.Dialects;

namespace DropZone.Tables.References;

/// <summary>A CSV file that foreign keys refer to and lookups join with. Thread-safe.</summary>
/// <param name="name">Its name in the rules.</param>
/// <param name="dialect">Its dialect; it has a header.</param>
/// <param name="open">Opens the file. Foreign keys read it in every run.</param>
/// <param name="stamp">Returns a value that differs for every version of the file. Tables are not cached if it is null or returns null.</param>
public sealed class ReferenceTable(string name, Dialect dialect, Func<Stream> open, Func<object?>? stamp = null)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LookupColumns, (object Stamp, LookupTable Table)> _loaded = [];

    public string Name => name;

    public Dialect Dialect => dialect;

    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public Stream Open() => open();

    /// <summary>Returns these columns of the current file. All runs share one table until the file changes.</summary>
    /// <exception cref="ReferenceException">The file cannot be read, is malformed, lacks a column or contains a key twice.</exception>
    internal LookupTable Lookup(LookupColumns columns)
    {
        // concurrent callers wait, so that the file is read once
        lock (_gate)
        {
            var now = Stamp();
            if (now is not null && _loaded.TryGetValue(columns, out var known) && known.Stamp.Equals(now))
                return known.Table;
            _loaded.Remove(columns);
            var table = LookupTable.Read(this, columns);
            if (now is not null && !now.Equals(Stamp()))
                throw new ReferenceException($"the reference table {name} changed while it was read. Replace it by a rename");
            if (now is not null)
                _loaded.Add(columns, (now, table));
            return table;
        }
    }

    private object? Stamp()
    {
        try
        {
            return stamp?.Invoke();
        }
        catch (IOException failure)
        {
            throw new ReferenceException($"the reference table {name} cannot be inspected: {failure.Message}", failure);
        }
    }
}
