using System.Buffers;

namespace DropZone.Csv.Reading;

/// <summary>Counts the cells that a large record may have: the index of the tokenizer takes memory for each.</summary>
/// <param name="allowance">Of the run.</param>
internal sealed class RecordCost(RecordAllowance allowance)
{
    /// <summary>All usual delimiters: the delimiter of the file may not be known yet. Those in quotes count, too.</summary>
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create(",;\t|"u8);

    private long _recordEnd;
    private long _cells;

    /// <summary>Adds bytes that were read. Returns whether the record fits.</summary>
    /// <param name="recordEnd">Offset of the end of the last complete record.</param>
    /// <param name="length">The number of bytes after it, these included.</param>
    /// <param name="text">The bytes.</param>
    public bool Admits(long recordEnd, long length, ReadOnlySpan<byte> text)
    {
        if (!allowance.IsLarge)
            return true;
        if (recordEnd != _recordEnd)
            _cells = 0;
        _recordEnd = recordEnd;
        if (length < RecordAllowance.FreeRecord / 4)
            return true;
        for (var at = text.IndexOfAny(Delimiters); at >= 0; at = text.IndexOfAny(Delimiters))
        {
            _cells++;
            text = text[(at + 1)..];
        }

        return _cells == 0 || allowance.AdmitsCells(length, _cells);
    }
}
