using DropZone.Csv;
using DropZone.Csv.Reading;
using DropZone.Tables.Transform.Duplicates;

namespace DropZone.Tables.Conversion;

/// <summary>The output streams of a run. The caller closes them.</summary>
/// <param name="Rows">Receives the transformed table. Its content is valid only if the result is valid or a split.</param>
/// <param name="Rejects">
/// Receives the bad rows with the bytes of the file, below its header, in its dialect and encoding, if the rules deliver
/// the good rows. Its content is valid only if the result is a split. Null: bad rows are not written.
/// </param>
/// <param name="Scratch">Opens an empty file for reading and writing, deleted on close, for keys that exceed the memory budget.</param>
public sealed record ConversionOutput(Stream Rows, Stream? Rejects, Func<Stream> Scratch)
{
    /// <summary>Maximum number of rows to write, to preview a long file; its end is then not checked.</summary>
    public long MaxRows { get; init; } = long.MaxValue;

    /// <summary>
    /// The size in bytes of the blocks of a long table that are converted in parallel: large enough for the costs of a block to be small compared to those of its rows,
    /// small enough for a processor's cache. With its padding it fills an array of the pool. 0: row by row.
    /// </summary>
    public int BlockSize { get; init; } = (1 << 19) - RecordBlock.Word;

    /// <summary>How many bytes are read after the file is refused, to report more errors.</summary>
    public long MaxReadAfterRefusal { get; init; } = long.MaxValue;

    /// <summary>The memory that a record may take.</summary>
    public RecordAllowance Memory { get; init; } = RecordAllowance.Unlimited;

    /// <summary>Rows that are bad because a target refused them, by their number in an earlier output of the same file and rules; null: none.</summary>
    public IReadOnlyDictionary<long, RefusedRow>? Refused { get; init; }

    /// <summary>The keys of earlier files, for steps that compare with them; null without such steps.</summary>
    public RecordKeys? RecordKeys { get; init; }
}
