using DropZone.Csv;
using DropZone.Tables.Transform.Duplicates;

namespace DropZone.Tables.Conversion;

/// <summary>Where a run writes. The caller closes the streams.</summary>
/// <param name="Rows">Takes the transformed table. What it got counts only if the result is valid or a split.</param>
/// <param name="Rejects">
/// Takes the bad rows as they stood in the file, below its own header, in its own dialect and encoding, where the rules ask for
/// a split. What it got counts only if the result is a split. Null: nobody wants them.
/// </param>
/// <param name="Scratch">Opens an empty file, read and write, that goes when it is closed: for keys that memory has no room for.</param>
public sealed record ConversionOutput(Stream Rows, Stream? Rejects, Func<Stream> Scratch)
{
    /// <summary>The run ends when so many rows were written: for a look at a long file, whose end is not judged then.</summary>
    public long MaxRows { get; init; } = long.MaxValue;

    /// <summary>
    /// In bytes: so much of a long table is converted at a time, by each processor; large enough that its costs vanish in those of its rows,
    /// small enough for a processor's cache. With what stands behind it, it fills an array of the pool. 0: row by row.
    /// </summary>
    public int BlockSize { get; init; } = (1 << 19) - RecordBlock.Word;

    /// <summary>The keys of earlier files, for steps that look at them; null: none were seen.</summary>
    public RecordKeys? RecordKeys { get; init; }
}
