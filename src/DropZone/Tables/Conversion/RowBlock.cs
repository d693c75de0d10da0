using DropZone.Csv;
using DropZone.Csv.Writing;

namespace DropZone.Tables.Conversion;

/// <summary>A block of rows on its way through <see cref="BlockRun"/>.</summary>
/// <param name="size">In bytes.</param>
internal sealed class RowBlock(int size) : IDisposable
{
    public RecordBlock Rows { get; } = new(size);

    /// <summary>Set after the conversion.</summary>
    public ManualResetEventSlim Done { get; } = new(initialState: false, spinCount: 0); // all processors are busy

    /// <summary>The rows to write, once it is done and without faults.</summary>
    public RecordWriter? Output { get; set; }

    public RowCounts Counts { get; set; }

    /// <summary>Whether all its rows are valid.</summary>
    public bool IsSound { get; set; }

    /// <summary>The exception that ended the conversion.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Prepares it for another block.</summary>
    public void Reset()
    {
        Done.Reset();
        Output!.Clear();
        IsSound = false;
    }

    public void Dispose()
    {
        Rows.Dispose();
        Output?.Dispose();
        Done.Dispose();
    }
}
