using System.Text;

namespace DropZone.Inference;

/// <summary>The different cells of a column, as long as they are few.</summary>
internal sealed class DistinctValues
{
    public const int Most = 20;
    private const int LongestValue = 40;
    private const int RowsPerValue = 20;

    private readonly List<byte[]> _values = [];
    private bool _few = true;

    public void Add(ReadOnlySpan<byte> cell)
    {
        if (!_few || cell.IsEmpty)
            return;
        foreach (var value in _values)
            if (cell.SequenceEqual(value))
                return;
        _few = _values.Count < Most && cell.Length <= LongestValue;
        _values.Add(cell.ToArray());
    }

    /// <summary>Returns the values in ascending order if they are few compared to the cells, so that no others are expected. Otherwise null.</summary>
    /// <param name="cells">The number of cells that were not empty.</param>
    public IReadOnlyList<string>? Enumerated(long cells) =>
        _few && _values.Count > 1 && cells >= (long)_values.Count * RowsPerValue
            ? [.. _values.Select(Encoding.UTF8.GetString).Order(StringComparer.Ordinal)]
            : null;
}
