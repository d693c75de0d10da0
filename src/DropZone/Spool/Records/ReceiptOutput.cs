using DropZone.Csv.Dialects;
using DropZone.Tables.Conversion;

namespace DropZone.Spool.Records;

/// <summary>How the rows of <c>output.csv</c> are read again, for targets that take rows and not the file.</summary>
/// <param name="Delimiter">Of its cells.</param>
/// <param name="QuoteChar">Around its cells.</param>
/// <param name="Header">Whether its first record names the columns.</param>
/// <param name="Encoding">As IANA has it; null: UTF-8.</param>
/// <param name="Columns">In their order.</param>
public sealed record ReceiptOutput(char Delimiter, char QuoteChar, bool Header, string? Encoding, IReadOnlyList<ReceiptColumn> Columns)
{
    public static ReceiptOutput Of(OutputTable table) => new(
        table.Dialect.Delimiter!.Value, table.Dialect.QuoteChar, table.Dialect.Header, table.Dialect.Encoding, [.. table.Columns.Select(ReceiptColumn.Of)]);

    /// <summary>Returns the layout of the output.</summary>
    /// <exception cref="IOException">A later version wrote a column type that this one does not support.</exception>
    public OutputTable Table() => new(
        new Dialect { Delimiter = Delimiter, QuoteChar = QuoteChar, Header = Header, Encoding = Encoding }, [.. Columns.Select(column => column.Field())]);
}
