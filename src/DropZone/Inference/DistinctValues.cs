using System.Text;

namespace DropZone.Inference;

/// <summary>The different cells of a column, as long as they are few.</summary>
internal sealed class DistinctValues
{
    public const int Most = 20;
    private const int LongestValue = 40;
    private const int RowsPerValue = 20;

    private readonly List<byte[]> values = [];
    private bool few = true;

    public void Add(ReadOnlySpan<byte> cell)
    {
        if (!few || cell.IsEmpty)
            return;
        foreach (var value in values)
            if (cell.SequenceEqual(value))
                return;
        few = values.Count < Most && cell.Length <= LongestValue;
        values.Add(cell.ToArray());
    }

    /// <summary>The values in their order, if there are so few for so many cells that no other is expected; else null.</summary>
    /// <param name="cells">How many were not empty.</param>
    public IReadOnlyList<string>? Enumerated(long cells) =>
        few && values.Count > 1 && cells >= (long)values.Count * RowsPerValue
            ? [.. values.Select(Encoding.UTF8.GetString).Order(StringComparer.Ordinal)]
            : null;
}
