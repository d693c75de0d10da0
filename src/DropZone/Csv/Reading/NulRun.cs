namespace DropZone.Csv.Reading;

/// <summary>Measures the run of NUL bytes at the end of what was read: text has none, and the rest of a sparse file may be terabytes of them.</summary>
internal struct NulRun
{
    /// <summary>The length in bytes after which nothing more is read. Shorter than a record that needs no turn.</summary>
    public const int Max = 512 << 10;

    /// <summary>The length of the run in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Adds what was read next.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        var last = text.LastIndexOfAnyExcept((byte)0);
        Length = last < 0 ? Length + text.Length : text.Length - 1 - last;
    }
}
