using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DropZone.Tables.Primitives.KeySets;

namespace DropZone.Tables.Transform.Duplicates;

/// <summary>
/// Finds the rows that are the last of their key. A first run over the file adds the keys, in its order, to a scratch file; read from its
/// end, the first row of a key is its last. Only one bit per row stays in memory.
/// </summary>
internal sealed class LastRows(Func<Stream> scratch) : IDisposable
{
    private const int KeysInBlock = 4096;

    private readonly Stream keys = scratch();
    private readonly UInt128[] block = new UInt128[KeysInBlock];
    private BitArray last = new(0);
    private int inBlock;
    private int count;
    private int next;

    /// <summary>Ends the first run. The rows can then be queried in the same order.</summary>
    public bool IsFull { get; private set; }

    public void Add(UInt128 key)
    {
        block[inBlock++] = key;
        count++;
        if (inBlock == block.Length)
            WriteBlock();
    }

    /// <summary>Whether the first run has ended.</summary>
    public void Finish()
    {
        WriteBlock();
        last = new BitArray(count);
        using var seen = new BoundedKeySet(scratch);
        for (var start = (count - 1) / KeysInBlock * KeysInBlock; start >= 0 && count > 0; start -= KeysInBlock)
        {
            var part = block.AsSpan(0, Math.Min(KeysInBlock, count - start));
            keys.Position = (long)start * Unsafe.SizeOf<UInt128>();
            keys.ReadExactly(MemoryMarshal.AsBytes(part));
            for (var i = part.Length - 1; i >= 0; i--)
                last[start + i] = seen.TryAdd(part[i], row: 1, out _);
        }

        IsFull = true;
    }

    /// <summary>Returns whether the next row is the last of its key. For additional rows of a file that grew meanwhile it returns true; that change is detected elsewhere.</summary>
    public bool NextIsLast() => next >= count || last[next++];

    public void Dispose() => keys.Dispose();

    private void WriteBlock()
    {
        keys.Write(MemoryMarshal.AsBytes(block.AsSpan(0, inBlock)));
        inBlock = 0;
    }
}
