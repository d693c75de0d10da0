using System.Text;
using DropZone.Tables.Primitives.KeySets;

namespace DropZone.Tables.Validation.Checks;

/// <summary>The state of field checks in one run: the faults of a cell, the values seen, a buffer for decoding.</summary>
internal sealed class CellInspection(int fields, Func<Stream> scratch) : IDisposable
{
    private readonly BoundedKeySet?[] seen = new BoundedKeySet?[fields];
    private char[] characters = new char[256];

    /// <summary>The faults of the last inspected cell; the caller clears them.</summary>
    public List<CellFault> Faults { get; } = [];

    /// <summary>Number of the inspected record.</summary>
    public long Row { get; set; }

    public BoundedKeySet Seen(int field) => seen[field] ??= new BoundedKeySet(scratch);

    public void Dispose()
    {
        foreach (var keys in seen)
            keys?.Dispose();
    }

    /// <summary>The cell as UTF-16, valid until the next call.</summary>
    public ReadOnlySpan<char> Decode(ReadOnlySpan<byte> cell)
    {
        if (characters.Length < cell.Length)
            characters = new char[cell.Length * 2];
        return characters.AsSpan(0, Encoding.UTF8.GetChars(cell, characters));
    }
}
