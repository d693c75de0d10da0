namespace DropZone.Tables.Primitives.KeySets;

/// <summary>Digests and rows in memory: an open-addressed table, 20 bytes a slot, at most two thirds full.</summary>
internal sealed class KeyTable
{
    private UInt128[] digests = new UInt128[64];
    private uint[] rows = new uint[64];

    public int Count { get; private set; }

    public bool TryFind(UInt128 digest, out long row)
    {
        row = rows[Slot(digest)];
        return row != 0;
    }

    /// <summary>Adds a new digest. Rows start at 1; numbers beyond 4 294 967 295 are stored as that number.</summary>
    public void Add(UInt128 digest, long row)
    {
        if (Count >= digests.Length / 3 * 2)
            Grow();
        var slot = Slot(digest);
        digests[slot] = digest;
        rows[slot] = (uint)Math.Min(row, uint.MaxValue);
        Count++;
    }

    /// <summary>Sorts the content to the front of the arrays. The table cannot be used until <see cref="Clear"/>.</summary>
    public (ReadOnlyMemory<UInt128> Digests, ReadOnlyMemory<uint> Rows) Sorted()
    {
        var count = 0;
        for (var slot = 0; slot < rows.Length; slot++)
            if (rows[slot] != 0)
                (digests[count], rows[count++]) = (digests[slot], rows[slot]);
        Array.Sort(digests, rows, 0, count);
        return (digests.AsMemory(0, count), rows.AsMemory(0, count));
    }

    public void Clear()
    {
        Array.Clear(rows);
        Count = 0;
    }

    // a slot of row 0 is free
    private int Slot(UInt128 digest)
    {
        var mask = digests.Length - 1;
        var slot = (int)(ulong)digest & mask;
        while (rows[slot] != 0 && digests[slot] != digest)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (oldDigests, oldRows) = (digests, rows);
        digests = new UInt128[oldDigests.Length * 2];
        rows = new uint[digests.Length];
        for (var i = 0; i < oldRows.Length; i++)
        {
            if (oldRows[i] == 0)
                continue;
            var slot = Slot(oldDigests[i]);
            digests[slot] = oldDigests[i];
            rows[slot] = oldRows[i];
        }
    }
}
