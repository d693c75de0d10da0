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

    private readonly Stream _keys = scratch();
    private readonly UInt128[] _block = new UInt128[KeysInBlock];
    private BitArray _last = new(0);
    private int _inBlock;
    private int _count;
    private int _next;

    /// <summary>Ends the first run. The rows can then be queried in the same order.</summary>
    public bool IsFull { get; private set; }

    public void Add(UInt128 key)
    {
        _block[_inBlock++] = key;
        _count++;
        if (_inBlock == _block.Length)
            WriteBlock();
    }

    /// <summary>Whether the first run has ended.</summary>
    public void Finish()
    {
        WriteBlock();
        _last = new BitArray(_count);
        using var seen = new BoundedKeySet(scratch);
        for (var start = (_count - 1) / KeysInBlock * KeysInBlock; start >= 0 && _count > 0; start -= KeysInBlock)
        {
            var part = _block.AsSpan(0, Math.Min(KeysInBlock, _count - start));
            _keys.Position = (long)start * Unsafe.SizeOf<UInt128>();
            _keys.ReadExactly(MemoryMarshal.AsBytes(part));
            for (var i = part.Length - 1; i >= 0; i--)
                _last[start + i] = seen.TryAdd(part[i], row: 1, out _);
        }

        IsFull = true;
    }

    /// <summary>Returns whether the next row is the last of its key. For additional rows of a file that grew meanwhile it returns true; that change is detected elsewhere.</summary>
    public bool NextIsLast() => _next >= _count || _last[_next++];

    public void Dispose() => _keys.Dispose();

    private void WriteBlock()
    {
        _keys.Write(MemoryMarshal.AsBytes(_block.AsSpan(0, _inBlock)));
        _inBlock = 0;
    }
}
