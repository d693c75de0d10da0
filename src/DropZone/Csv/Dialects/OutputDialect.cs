namespace DropZone.Csv.Dialects;

/// <summary>
/// How a table is written. The defaults are those of a feed that says nothing: UTF-8, LF, the delimiter and quote of the file
/// that is read, and cells that nothing changed keep their bytes. Words: https://datapackage.org/standard/table-dialect/
/// </summary>
public sealed record OutputDialect
{
    /// <summary>One ASCII character; null: that of the file.</summary>
    public char? Delimiter { get; init; }

    /// <summary>One ASCII character; null: that of the file.</summary>
    public char? QuoteChar { get; init; }

    public Quoting Quoting { get; init; } = Quoting.AsRead;

    /// <summary>Ends each record, the last too: LF, CRLF or CR. Line breaks in cells stay what they are.</summary>
    public string LineTerminator { get; init; } = "\n";

    /// <summary>A name as in <see cref="Dialect.Encoding"/>. Null: UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether the output begins with a byte order mark; for Unicode only.</summary>
    public bool ByteOrderMark { get; init; }

    /// <summary>Whether the first record names the columns; null: if the file's does.</summary>
    public bool? Header { get; init; }

    /// <summary>Whether the output is packed with gzip.</summary>
    public bool Gzip { get; init; }

    public FormulaGuard FormulaGuard { get; init; } = FormulaGuard.Off;

    /// <summary>Whether the output of a file in this dialect begins with the names of its columns.</summary>
    public bool WritesHeader(Dialect dialect) => Header ?? dialect.Header;
}
