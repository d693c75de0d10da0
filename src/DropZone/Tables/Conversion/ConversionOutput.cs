using DropZone.Csv;
using DropZone.Tables.Transform.Duplicates;

namespace DropZone.Tables.Conversion;

/// <summary>Where a run writes. The caller closes the streams.</summary>
/// <param name="Rows">Takes the transformed table. What it got counts only if the result is valid or a split.</param>
/// <param name="Rejects">
/// Takes the bad rows with their bytes of the file, below its own header, in its own dialect and encoding, where the rules ask for
/// a split. Its content is valid only if the result is a split. Null: bad rows are not written.
/// </param>
/// <param name="Scratch">Opens an empty file, read and write, that goes when it is closed: for keys that memory has no room for.</param>
public sealed record ConversionOutput(Stream Rows, Stream? Rejects, Func<Stream> Scratch)
{
    /// <summary>Maximum number of rows to write, to preview a long file; its end is then not checked.</summary>
    public long MaxRows { get; init; } = long.MaxValue;

    /// <summary>
    /// In bytes: size of the blocks of a long table that the processors convert; large enough that its costs vanish in those of its rows,
    /// small enough for a processor's cache. With the bytes behind it, it fills an array of the pool. 0: row by row.
    /// </summary>
    public int BlockSize { get; init; } = (1 << 19) - RecordBlock.Word;

    /// <summary>The keys of earlier files, for steps that compare with them; null: there are none.</summary>
    public RecordKeys? RecordKeys { get; init; }
}
