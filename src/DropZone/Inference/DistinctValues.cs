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

    /// <summary>Returns the values in ascending order if they are few compared to the cells, so that no others are expected. Otherwise null.</summary>
    /// <param name="cells">The number of cells that were not empty.</param>
    public IReadOnlyList<string>? Enumerated(long cells) =>
        few && values.Count > 1 && cells >= (long)values.Count * RowsPerValue
            ? [.. values.Select(Encoding.UTF8.GetString).Order(StringComparer.Ordinal)]
            : null;
}
