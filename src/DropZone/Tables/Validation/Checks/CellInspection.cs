using System.Text;
using DropZone.Tables.Primitives.KeySets;

namespace DropZone.Tables.Validation.Checks;

/// <summary>The state of one run that field checks need: the faults of a cell, the values seen, room to decode.</summary>
internal sealed class CellInspection(int fields, Func<Stream> scratch) : IDisposable
{
    private readonly BoundedKeySet?[] _seen = new BoundedKeySet?[fields];
    private char[] _characters = new char[256];

    /// <summary>Of the cell inspected last; the caller clears it.</summary>
    public List<CellFault> Faults { get; } = [];

    /// <summary>Number of the record that is inspected.</summary>
    public long Row { get; set; }

    public BoundedKeySet Seen(int field) => _seen[field] ??= new BoundedKeySet(scratch);

    public void Dispose()
    {
        foreach (var keys in _seen)
            keys?.Dispose();
    }

    /// <summary>The cell as UTF-16, valid until the next call.</summary>
    public ReadOnlySpan<char> Decode(ReadOnlySpan<byte> cell)
    {
        if (_characters.Length < cell.Length)
            _characters = new char[cell.Length * 2];
        return _characters.AsSpan(0, Encoding.UTF8.GetChars(cell, _characters));
    }
}
