namespace DropZone.Rules.Fields;

/// <summary>
/// The values of a column seen so far, as digests, each with the row that held it first.
/// An open-addressed table: 24 bytes a slot, at most two thirds full.
/// </summary>
internal sealed class UniqueValues
{
    private UInt128[] digests = new UInt128[64];
    private long[] rows = new long[64];
    private int count;

    /// <summary>Adds a value; if it was there, false and the row that held it first.</summary>
    public bool TryAdd(UInt128 digest, long row, out long firstRow)
    {
        var slot = Find(digest);
        firstRow = rows[slot];
        if (firstRow != 0)
            return false;
        digests[slot] = digest;
        rows[slot] = row;
        if (++count > digests.Length / 3 * 2)
            Grow();
        return true;
    }

    // Rows start at 1: a slot of row 0 is free.
    private int Find(UInt128 digest)
    {
        var mixed = ((ulong)digest ^ (ulong)(digest >> 64)) * 0x9E3779B97F4A7C15;
        var mask = digests.Length - 1;
        var slot = (int)(mixed >> 32) & mask;
        while (rows[slot] != 0 && digests[slot] != digest)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (oldDigests, oldRows) = (digests, rows);
        digests = new UInt128[oldDigests.Length * 2];
        rows = new long[digests.Length];
        for (var i = 0; i < oldRows.Length; i++)
        {
            if (oldRows[i] == 0)
                continue;
            var slot = Find(oldDigests[i]);
            digests[slot] = oldDigests[i];
            rows[slot] = oldRows[i];
        }
    }
}
