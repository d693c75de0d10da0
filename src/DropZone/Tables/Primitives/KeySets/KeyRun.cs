using System.Buffers.Binary;

namespace DropZone.Tables.Primitives.KeySets;

/// <summary>
/// Sorted digests and their rows in a scratch file, 20 bytes each; the first digest of every block of 512 is in memory.
/// </summary>
internal sealed class KeyRun : IDisposable
{
    private const int EntrySize = 20;
    private const int EntriesOfBlock = 512;

    private readonly Stream _file;
    private readonly List<UInt128> _firsts = [];
    private readonly byte[] _block = new byte[EntriesOfBlock * EntrySize];

    private KeyRun(Stream file) => _file = file;

    public long Count { get; private set; }

    /// <summary>Writes sorted entries.</summary>
    public static KeyRun Write(Stream file, IEnumerable<(UInt128 Digest, uint Row)> entries)
    {
        var run = new KeyRun(file);
        var filled = 0;
        foreach (var (digest, row) in entries)
        {
            if (filled == 0)
                run._firsts.Add(digest);
            BinaryPrimitives.WriteUInt128LittleEndian(run._block.AsSpan(filled), digest);
            BinaryPrimitives.WriteUInt32LittleEndian(run._block.AsSpan(filled + 16), row);
            filled += EntrySize;
            run.Count++;
            if (filled < run._block.Length)
                continue;
            file.Write(run._block);
            filled = 0;
        }

        file.Write(run._block, 0, filled);
        file.Flush();
        return run;
    }

    public bool TryFind(UInt128 digest, out long row)
    {
        row = 0;
        var place = _firsts.BinarySearch(digest);
        var number = place >= 0 ? place : ~place - 1;
        if (number < 0)
            return false;
        var count = Load(number);
        for (var (low, high) = (0, count - 1); low <= high;)
        {
            var middle = (low + high) / 2;
            var found = Digest(middle);
            if (found == digest)
            {
                row = Row(middle);
                return true;
            }

            if (found < digest)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return false;
    }

    /// <summary>Returns all entries, sorted. Must not be interleaved with searches.</summary>
    public IEnumerable<(UInt128 Digest, uint Row)> Entries()
    {
        for (var number = 0; number < _firsts.Count; number++)
        {
            var count = Load(number);
            for (var i = 0; i < count; i++)
                yield return (Digest(i), Row(i));
        }
    }

    public void Dispose() => _file.Dispose();

    private int Load(int number)
    {
        var count = (int)Math.Min(EntriesOfBlock, Count - ((long)number * EntriesOfBlock));
        _file.Position = (long)number * _block.Length;
        _file.ReadExactly(_block, 0, count * EntrySize);
        return count;
    }

    private UInt128 Digest(int entry) => BinaryPrimitives.ReadUInt128LittleEndian(_block.AsSpan(entry * EntrySize));

    private uint Row(int entry) => BinaryPrimitives.ReadUInt32LittleEndian(_block.AsSpan((entry * EntrySize) + 16));
}
