namespace DropZone.Csv.Reading;

/// <summary>Consecutive rows of a block as columns, so that one check can run over many cells in a row.</summary>
internal readonly ref struct RowBatch
{
    /// <summary>Maximum number of rows: few enough to stay in the cache of the processor while one column after another is inspected.</summary>
    public const int MaxRows = 64;

    private readonly BlockIndex _index;
    private readonly int _first;

    public RowBatch(BlockIndex index, int first, int count)
    {
        _index = index;
        _first = first;
        Count = count;
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The cells of one column.</summary>
    /// <param name="column">0-based.</param>
    public CellColumn Column(int column) => _index.Cells(column, _first, Count);

    /// <summary>Whether all cells of the row may be empty. False if one certainly is not.</summary>
    /// <param name="row">0-based, in the batch.</param>
    public bool MayBeBlank(int row) => _index.MayBeBlank(_first + row);
}
