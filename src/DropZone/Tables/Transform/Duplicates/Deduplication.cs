using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using DropZone.Tables.Primitives.KeySets;

namespace DropZone.Tables.Transform.Duplicates;

/// <summary>The keys of one <see cref="DeduplicationRule"/> in a run.</summary>
/// <param name="scratch">Opens an empty file, for keys that exceed the memory budget.</param>
/// <param name="last">The rows that are the last of their key, for rules that keep those; filled by the first run.</param>
/// <param name="records">The keys of earlier files; null: rows are not compared across files.</param>
internal sealed class Deduplication(Func<Stream> scratch, LastRows? last, RecordKeys? records) : IDisposable
{
    private readonly BoundedKeySet _seen = new(scratch);
    private UInt128 _pending;
    private bool _isPending;

    /// <summary>Returns whether the row with this key stays.</summary>
    public bool Admits(UInt128 key, long row)
    {
        if (last is { IsFull: false })
        {
            last.Add(key);
            return true;
        }

        if (last is null ? !_seen.TryAdd(key, row, out _) : !last.NextIsLast())
            return false;
        if (records?.WereSeen(key) == true)
            return false;
        (_pending, _isPending) = (key, true);
        return true;
    }

    /// <summary>Starts a row.</summary>
    public void Begin() => _isPending = false;

    /// <summary>Records that the row passed all steps. Only then is its key kept, as a rejected row is delivered again once it is corrected.</summary>
    public void Keep()
    {
        if (!_isPending || records is null)
            return;
        Span<byte> bytes = stackalloc byte[Unsafe.SizeOf<UInt128>()];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _pending);
        records.Kept.Write(bytes);
    }

    public void Dispose() => _seen.Dispose();
}

/// <summary>How one step of a plan deduplicates rows.</summary>
/// <param name="LastWins">The last row of a key stays; otherwise the first.</param>
/// <param name="SpansFiles">Rows that an earlier file delivered are duplicates, too.</param>
internal sealed record DeduplicationRule(bool LastWins, bool SpansFiles);

/// <summary>The keys of earlier files, and the receiver of the keys of this one.</summary>
/// <param name="WereSeen">Returns whether a row with this key was delivered from an earlier file within the window.</param>
/// <param name="Kept">Receives the key of each row that is written to the output, 16 bytes each, big-endian.</param>
public sealed record RecordKeys(Func<UInt128, bool> WereSeen, Stream Kept);
