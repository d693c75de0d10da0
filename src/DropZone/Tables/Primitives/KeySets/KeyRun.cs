using System.Buffers.Binary;

namespace DropZone.Tables.Primitives.KeySets;

/// <summary>
/// Sorted digests and their rows in a scratch file, 20 bytes each; the first digest of every block of 512 is in memory.
/// </summary>
internal sealed class KeyRun : IDisposable
{
    private const int EntrySize = 20;
    private const int EntriesOfBlock = 512;

    private readonly Stream file;
    private readonly List<UInt128> firsts = [];
    private readonly byte[] block = new byte[EntriesOfBlock * EntrySize];

    private KeyRun(Stream file) => this.file = file;

    public long Count { get; private set; }

    /// <summary>Writes sorted entries.</summary>
    public static KeyRun Write(Stream file, IEnumerable<(UInt128 Digest, uint Row)> entries)
    {
        var run = new KeyRun(file);
        var filled = 0;
        foreach (var (digest, row) in entries)
        {
            if (filled == 0)
                run.firsts.Add(digest);
            BinaryPrimitives.WriteUInt128LittleEndian(run.block.AsSpan(filled), digest);
            BinaryPrimitives.WriteUInt32LittleEndian(run.block.AsSpan(filled + 16), row);
            filled += EntrySize;
            run.Count++;
            if (filled < run.block.Length)
                continue;
            file.Write(run.block);
            filled = 0;
        }

        file.Write(run.block, 0, filled);
        file.Flush();
        return run;
    }

    public bool TryFind(UInt128 digest, out long row)
    {
        row = 0;
        var place = firsts.BinarySearch(digest);
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
        for (var number = 0; number < firsts.Count; number++)
        {
            var count = Load(number);
            for (var i = 0; i < count; i++)
                yield return (Digest(i), Row(i));
        }
    }

    public void Dispose() => file.Dispose();

    private int Load(int number)
    {
        var count = (int)Math.Min(EntriesOfBlock, Count - ((long)number * EntriesOfBlock));
        file.Position = (long)number * block.Length;
        file.ReadExactly(block, 0, count * EntrySize);
        return count;
    }

    private UInt128 Digest(int entry) => BinaryPrimitives.ReadUInt128LittleEndian(block.AsSpan(entry * EntrySize));

    private uint Row(int entry) => BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan((entry * EntrySize) + 16));
}
