namespace DropZone.Tables.Primitives.KeySets;

/// <summary>Digests and rows in memory: an open-addressed table, 20 bytes a slot, at most two thirds full.</summary>
internal sealed class KeyTable
{
    private UInt128[] _digests = new UInt128[64];
    private uint[] _rows = new uint[64];

    public int Count { get; private set; }

    public bool TryFind(UInt128 digest, out long row)
    {
        row = _rows[Slot(digest)];
        return row != 0;
    }

    /// <summary>Adds a new digest. Rows start at 1; numbers beyond 4 294 967 295 are stored as that number.</summary>
    public void Add(UInt128 digest, long row)
    {
        if (Count >= _digests.Length / 3 * 2)
            Grow();
        var slot = Slot(digest);
        _digests[slot] = digest;
        _rows[slot] = (uint)Math.Min(row, uint.MaxValue);
        Count++;
    }

    /// <summary>Sorts the content to the front of the arrays. The table cannot be used until <see cref="Clear"/>.</summary>
    public (ReadOnlyMemory<UInt128> Digests, ReadOnlyMemory<uint> Rows) Sorted()
    {
        var count = 0;
        for (var slot = 0; slot < _rows.Length; slot++)
            if (_rows[slot] != 0)
                (_digests[count], _rows[count++]) = (_digests[slot], _rows[slot]);
        Array.Sort(_digests, _rows, 0, count);
        return (_digests.AsMemory(0, count), _rows.AsMemory(0, count));
    }

    public void Clear()
    {
        Array.Clear(_rows);
        Count = 0;
    }

    // a slot of row 0 is free
    private int Slot(UInt128 digest)
    {
        var mask = _digests.Length - 1;
        var slot = (int)(ulong)digest & mask;
        while (_rows[slot] != 0 && _digests[slot] != digest)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (oldDigests, oldRows) = (_digests, _rows);
        _digests = new UInt128[oldDigests.Length * 2];
        _rows = new uint[_digests.Length];
        for (var i = 0; i < oldRows.Length; i++)
        {
            if (oldRows[i] == 0)
                continue;
            var slot = Slot(oldDigests[i]);
            _digests[slot] = oldDigests[i];
            _rows[slot] = oldRows[i];
        }
    }
}
