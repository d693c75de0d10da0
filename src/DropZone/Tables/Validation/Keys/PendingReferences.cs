using System.Text;

namespace DropZone.Tables.Validation.Keys;

/// <summary>References that can be checked only at the end of the file: in memory up to a megabyte, then in a scratch file.</summary>
internal sealed class PendingReferences(Func<Stream> scratch) : IDisposable
{
    private const int InMemory = 1 << 20;

    private Stream store = new MemoryStream();
    private long count;

    public void Add(PendingReference reference)
    {
        if (store is MemoryStream { Length: > InMemory } memory)
        {
            store = new BufferedStream(scratch(), 1 << 16);
            memory.WriteTo(store);
        }

        using var writer = new BinaryWriter(store, Encoding.UTF8, leaveOpen: true);
        writer.Write((ulong)(reference.Key >> 64));
        writer.Write((ulong)reference.Key);
        writer.Write(reference.Row);
        writer.Write(reference.Line);
        writer.Write(reference.Byte);
        writer.Write(reference.Value);
        count++;
    }

    /// <summary>Returns all of them, in order. Nothing may be added afterwards.</summary>
    public IEnumerable<PendingReference> All()
    {
        store.Position = 0;
        using var reader = new BinaryReader(store, Encoding.UTF8, leaveOpen: true);
        for (var i = 0L; i < count; i++)
            yield return new PendingReference(
                new UInt128(reader.ReadUInt64(), reader.ReadUInt64()), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadString());
    }

    public void Dispose() => store.Dispose();
}
