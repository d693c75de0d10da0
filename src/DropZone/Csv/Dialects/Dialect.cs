namespace DropZone.Csv.Dialects;

/// <summary>The dialect of a file: the rules by which its bytes are parsed into records. Source: https://datapackage.org/standard/table-dialect/</summary>
public sealed record Dialect
{
    /// <summary>One ASCII character; null: detected in the first lines, among comma, semicolon, tab and bar.</summary>
    public char? Delimiter { get; init; }

    /// <summary>A delimiter that is not one ASCII character; <see cref="Delimiter"/> is then that of the output. Null: none.</summary>
    public string? DelimiterText { get; init; }

    public char QuoteChar { get; init; } = '"';

    /// <summary>Whether two quotes in a quoted cell represent one.</summary>
    public bool DoubleQuote { get; init; } = true;

    /// <summary>The escape character, which removes the meaning of the next character. With one, quotes have no meaning, unless <see cref="QuotesBesideEscapes"/>. Null: none.</summary>
    public char? EscapeChar { get; init; }

    /// <summary>Whether quotes have a meaning beside an escape character.</summary>
    public bool QuotesBesideEscapes { get; init; }

    /// <summary>The text of cells without a value; null: none.</summary>
    public string? NullSequence { get; init; }

    /// <summary>Whether only an empty cell without quotes has no value, so that an empty one in quotes is an empty text.</summary>
    public bool NullIsEmpty => NullSequence is { Length: 0 };

    /// <summary>Whether white space after a delimiter is not part of the cell.</summary>
    public bool SkipInitialSpace { get; init; }

    /// <summary>The line end, one of CRLF, LF and CR; null: any of them, but consistent within a file.</summary>
    public string? LineTerminator { get; init; }

    /// <summary>Whether the file has a header. Without one the fields of the schema name the columns.</summary>
    public bool Header { get; init; } = true;

    /// <summary>Numbers of the rows that make up the header; the first row is 1.</summary>
    public IReadOnlyList<int> HeaderRows { get; init; } = [1];

    /// <summary>The separator that joins the labels of several header rows.</summary>
    public string HeaderJoin { get; init; } = " ";

    /// <summary>Numbers of the rows to skip; the first row is 1.</summary>
    public IReadOnlyList<int> CommentRows { get; init; } = [];

    /// <summary>Whether a delimiter behind the last cell of rows is ignored, instead of another cell without a value.</summary>
    public bool IgnoresTrailingDelimiter { get; init; }

    /// <summary>The number of lines at the end that are no data.</summary>
    public int FooterRows { get; init; }

    /// <summary>The number of the first row that can contain data: after the header, and not a comment.</summary>
    internal int FirstDataRow
    {
        get
        {
            // a header in row 1 that is a comment is moved to the next row
            var header = !Header ? 0 : HeaderRows.SequenceEqual([1]) ? NoComment(1) : HeaderRows.DefaultIfEmpty().Max();
            return NoComment(header + 1);
        }
    }

    /// <summary>The character at the start of rows to skip; null: none.</summary>
    public char? CommentChar { get; init; }

    /// <summary>A start of rows to skip that is not one ASCII character; null: none.</summary>
    public string? CommentText { get; init; }

    /// <summary>The IANA name of the encoding; a byte order mark takes precedence. Null: UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether rows with a certain start are skipped.</summary>
    internal bool HasComments => CommentChar is not null || CommentText is not null;

    /// <summary>Whether CsvHelper cannot read it: marks that are not one ASCII character, or escapes within quotes.</summary>
    internal bool HasMarks => DelimiterText is not null || CommentText is not null || QuotesBesideEscapes;

    private int NoComment(int row)
    {
        while (CommentRows.Contains(row))
            row++;
        return row;
    }
}
