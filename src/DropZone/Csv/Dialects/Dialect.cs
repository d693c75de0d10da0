namespace DropZone.Csv.Dialects;

/// <summary>How the bytes of a file become records. Source: https://datapackage.org/standard/table-dialect/</summary>
public sealed record Dialect
{
    /// <summary>One ASCII character; null: found from the first lines, among comma, semicolon, tab and bar.</summary>
    public char? Delimiter { get; init; }

    public char QuoteChar { get; init; } = '"';

    /// <summary>Whether two quotes in a quoted cell stand for one.</summary>
    public bool DoubleQuote { get; init; } = true;

    /// <summary>Takes the meaning from the character after it; quotes mean nothing then. Null: nothing escapes.</summary>
    public char? EscapeChar { get; init; }

    /// <summary>A cell of just this text holds no value. Null: no text is special.</summary>
    public string? NullSequence { get; init; }

    /// <summary>Whether white space after a delimiter is no part of the cell.</summary>
    public bool SkipInitialSpace { get; init; }

    /// <summary>The line end, one of CRLF, LF and CR; null: any of them, but one kind in one file.</summary>
    public string? LineTerminator { get; init; }

    /// <summary>False: the first row holds data; the fields of the schema name the columns.</summary>
    public bool Header { get; init; } = true;

    /// <summary>Numbers of the rows that make up the header; the first row is 1.</summary>
    public IReadOnlyList<int> HeaderRows { get; init; } = [1];

    /// <summary>What joins the labels of several header rows.</summary>
    public string HeaderJoin { get; init; } = " ";

    /// <summary>Numbers of the rows to skip; the first row is 1.</summary>
    public IReadOnlyList<int> CommentRows { get; init; } = [];

    /// <summary>The number of the first row that can hold data: behind the header, and no comment.</summary>
    internal int FirstDataRow
    {
        get
        {
            // a header in row 1 that is a comment is put off
            var header = !Header ? 0 : HeaderRows.SequenceEqual([1]) ? NoComment(1) : HeaderRows.DefaultIfEmpty().Max();
            return NoComment(header + 1);
        }
    }

    /// <summary>Rows that begin with it are skipped. Null: no row is.</summary>
    public char? CommentChar { get; init; }

    /// <summary>The name of the encoding, as IANA has it; a byte order mark goes before it. Null: UTF-8.</summary>
    public string? Encoding { get; init; }

    private int NoComment(int row)
    {
        while (CommentRows.Contains(row))
            row++;
        return row;
    }
}
