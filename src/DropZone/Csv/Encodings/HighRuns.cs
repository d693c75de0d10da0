namespace DropZone.Csv.Encodings;

/// <summary>Enumerates the runs of bytes that are not ASCII.</summary>
internal ref struct HighRuns(ReadOnlySpan<byte> block)
{
    private readonly ReadOnlySpan<byte> _block = block;
    private int _end;

    /// <summary>The place of the current run.</summary>
    public Range Current { get; private set; }

    public readonly HighRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        var start = _block[_end..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        if (start < 0)
            return false;
        start += _end;
        var length = _block[start..].IndexOfAnyInRange((byte)0, (byte)0x7F);
        _end = length < 0 ? _block.Length : start + length;
        Current = start.._end;
        return true;
    }
}
