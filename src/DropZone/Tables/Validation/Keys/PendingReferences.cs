using System.Text;

namespace DropZone.Tables.Validation.Keys;

/// <summary>References that can be checked only at the end of the file: in memory up to a megabyte, then in a scratch file.</summary>
internal sealed class PendingReferences(Func<Stream> scratch) : IDisposable
{
    private const int InMemory = 1 << 20;

    private Stream _store = new MemoryStream();
    private long _count;

    public void Add(PendingReference reference)
    {
        if (_store is MemoryStream { Length: > InMemory } memory)
        {
            _store = new BufferedStream(scratch(), 1 << 16);
            memory.WriteTo(_store);
        }

        using var writer = new BinaryWriter(_store, Encoding.UTF8, leaveOpen: true);
        writer.Write((ulong)(reference.Key >> 64));
        writer.Write((ulong)reference.Key);
        writer.Write(reference.Row);
        writer.Write(reference.Line);
        writer.Write(reference.Byte);
        writer.Write(reference.Value);
        _count++;
    }

    /// <summary>Returns all of them, in order. Nothing may be added afterwards.</summary>
    public IEnumerable<PendingReference> All()
    {
        _store.Position = 0;
        using var reader = new BinaryReader(_store, Encoding.UTF8, leaveOpen: true);
        for (var i = 0L; i < _count; i++)
            yield return new PendingReference(
                new UInt128(reader.ReadUInt64(), reader.ReadUInt64()), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadString());
    }

    public void Dispose() => _store.Dispose();
}

/// <summary>A reference to a row that has not been read yet, and its place.</summary>
internal readonly record struct PendingReference(UInt128 Key, long Row, long Line, long Byte, string Value);
