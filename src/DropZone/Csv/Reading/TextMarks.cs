using System.Buffers;
using System.Text;
using DropZone.Csv.Dialects;

namespace DropZone.Csv.Reading;

/// <summary>The marks of a dialect as bytes of UTF-8.</summary>
internal sealed class TextMarks
{
    /// <param name="dialect">The dialect.</param>
    /// <param name="delimiter">Its delimiter, or that of the first lines.</param>
    public TextMarks(Dialect dialect, string delimiter)
    {
        Delimiter = Encoding.UTF8.GetBytes(delimiter);
        Comment = Encoding.UTF8.GetBytes(dialect.CommentText ?? dialect.CommentChar?.ToString() ?? "");
        Quote = dialect.EscapeChar is null || dialect.QuotesBesideEscapes ? (byte)dialect.QuoteChar : null;
        Escape = (byte?)dialect.EscapeChar;
        DoublesQuotes = dialect.DoubleQuote;
        SkipsSpace = dialect.SkipInitialSpace;
        byte[] ends = [Delimiter[0], (byte)'\r', (byte)'\n', .. (byte[])(Quote is { } quote ? [quote] : []), .. (byte[])(Escape is { } escape ? [escape] : [])];
        InCell = SearchValues.Create(ends);
        InQuotes = SearchValues.Create([Quote ?? Delimiter[0], Escape ?? Quote ?? Delimiter[0]]);
    }

    public byte[] Delimiter { get; }

    /// <summary>The start of rows to skip; empty: there are none.</summary>
    public byte[] Comment { get; }

    public byte? Quote { get; }

    public byte? Escape { get; }

    /// <summary>Whether two quotes in a quoted cell represent one.</summary>
    public bool DoublesQuotes { get; }

    /// <summary>Whether white space before a cell is not part of it.</summary>
    public bool SkipsSpace { get; }

    /// <summary>The bytes with a meaning in a cell without quotes; of the delimiter the first.</summary>
    public SearchValues<byte> InCell { get; }

    /// <summary>The bytes with a meaning in a cell in quotes.</summary>
    public SearchValues<byte> InQuotes { get; }

    /// <summary>Whether a delimiter can begin within another one: the bars of <c>||</c>.</summary>
    public bool CanOverlap
    {
        get
        {
            for (var shift = 1; shift < Delimiter.Length; shift++)
                if (Delimiter.AsSpan(shift).SequenceEqual(Delimiter.AsSpan(0, Delimiter.Length - shift)))
                    return true;
            return false;
        }
    }
}
