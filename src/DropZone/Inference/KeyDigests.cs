using System.IO.Hashing;

namespace DropZone.Inference;

/// <summary>Whether the cells of a column are all different. Stops beyond a quarter of a million: 12 MB a column.</summary>
internal sealed class KeyDigests
{
    private const int Most = 250_000;

    private HashSet<UInt128>? digests = [];

    /// <summary>Whether all cells so far are different.</summary>
    public bool AllDiffer => digests is not null;

    public void Add(ReadOnlySpan<byte> cell)
    {
        if (digests is not null && (cell.IsEmpty || digests.Count == Most || !digests.Add(XxHash128.HashToUInt128(cell))))
            digests = null;
    }
}
