using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Lists;

/// <summary>Splits the cells of a list. An empty cell is a list without items.</summary>
internal sealed class ListReader(string delimiter, ItemReader items)
{
    private readonly byte[] _delimiter = Encoding.UTF8.GetBytes(delimiter);

    /// <summary>Counts the items. Returns false if one of them is not of the type.</summary>
    /// <param name="hash">Receives the digests of the items; null if they are not needed.</param>
    public bool TryRead(ReadOnlySpan<byte> cell, XxHash128? hash, out int count)
    {
        count = 0;
        var rest = cell;
        for (var more = !cell.IsEmpty; more; count++)
        {
            var end = rest.IndexOf(_delimiter);
            more = end >= 0;
            var item = more ? rest[..end] : rest;
            if (!TryRead(item, hash))
                return false;
            rest = more ? rest[(end + _delimiter.Length)..] : [];
        }

        return true;
    }

    /// <summary>Returns a digest that is equal only for lists of equal items in the same order.</summary>
    public bool TryDigest(ReadOnlySpan<byte> cell, out int count, out UInt128 digest)
    {
        var hash = new XxHash128();
        var read = TryRead(cell, hash, out count);
        digest = read ? hash.GetCurrentHashAsUInt128() : 0;
        return read;
    }

    private bool TryRead(ReadOnlySpan<byte> item, XxHash128? hash)
    {
        if (hash is null)
            return items.IsValid(item);
        if (!items.TryDigest(item, out var digest))
            return false;
        hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in digest)));
        return true;
    }
}
