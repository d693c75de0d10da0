using System.IO.Hashing;

namespace DropZone.Inference;

/// <summary>Whether the cells of a column are all different. Stops beyond a quarter of a million: 12 MB a column.</summary>
internal sealed class KeyDigests
{
    private const int Most = 250_000;

    private HashSet<UInt128>? _digests = [];

    /// <summary>Whether all cells so far are different.</summary>
    public bool AllDiffer => _digests is not null;

    public void Add(ReadOnlySpan<byte> cell)
    {
        if (_digests is not null && (cell.IsEmpty || _digests.Count == Most || !_digests.Add(XxHash128.HashToUInt128(cell))))
            _digests = null;
    }
}
