namespace DropZone.Csv.Reading;

/// <summary>Cuts text into records and cells. Spans are of the bytes of the source, followed by those of the line end, and valid until the next read.</summary>
internal abstract class RecordTokenizer : IDisposable
{
    public abstract int FieldCount { get; }

    /// <summary>The bytes of the record, without its line end.</summary>
    public abstract ReadOnlySpan<byte> RawRecord { get; }

    /// <summary>1-based line where the record starts, in the text of this tokenizer.</summary>
    public abstract long LineNumber { get; }

    /// <summary>0-based offset of the record in the text of this tokenizer.</summary>
    public abstract long ByteOffset { get; }

    /// <summary>The delimiter; a comma if it is not one ASCII character.</summary>
    public abstract byte Separator { get; }

    /// <summary>Offset, in the record, of a delimiter that can be read in two places; -1: each is certain.</summary>
    public virtual int DoubtfulDelimiter => -1;

    /// <summary>Reads the next record that is no comment. Returns false at the end.</summary>
    public abstract bool Read();

    /// <summary>Returns the value of the cell.</summary>
    public abstract ReadOnlySpan<byte> GetSpan(int column);

    /// <summary>Returns the bytes of the cell.</summary>
    public abstract ReadOnlySpan<byte> GetRawSpan(int column);

    public abstract void Dispose();
}
