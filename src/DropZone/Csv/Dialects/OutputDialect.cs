namespace DropZone.Csv.Dialects;

/// <summary>
/// The dialect of an output. The defaults: UTF-8, LF, the delimiter and quote of the file
/// that is read; unchanged cells keep their bytes. Terms: https://datapackage.org/standard/table-dialect/
/// </summary>
public sealed record OutputDialect
{
    /// <summary>One ASCII character; null: that of the file.</summary>
    public char? Delimiter { get; init; }

    /// <summary>One ASCII character; null: that of the file.</summary>
    public char? QuoteChar { get; init; }

    public Quoting Quoting { get; init; } = Quoting.AsRead;

    /// <summary>The end of each record, including the last: LF, CRLF or CR. Line breaks in cells are unchanged.</summary>
    public string LineTerminator { get; init; } = "\n";

    /// <summary>A name as in <see cref="Dialect.Encoding"/>. Null: UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether the output begins with a byte order mark; for Unicode only.</summary>
    public bool ByteOrderMark { get; init; }

    /// <summary>Whether the first record contains the labels; null: as in the file.</summary>
    public bool? Header { get; init; }

    /// <summary>Whether the output is compressed with gzip.</summary>
    public bool Gzip { get; init; }

    /// <summary>The cells without a value, never in quotes: that of the file. A cell with this text is in quotes. Null: none.</summary>
    public string? NullSequence { get; init; }

    public FormulaGuard FormulaGuard { get; init; } = FormulaGuard.Off;

    /// <summary>Whether the output of a file in this dialect starts with a header.</summary>
    public bool WritesHeader(Dialect dialect) => Header ?? dialect.Header;
}
