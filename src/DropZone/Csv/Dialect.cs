namespace DropZone.Csv;

/// <summary>How the bytes of a file become records. Source: https://datapackage.org/standard/table-dialect/</summary>
public sealed record Dialect
{
    /// <summary>One ASCII character; null: found from the first lines, among comma, semicolon, tab and bar.</summary>
    public char? Delimiter { get; init; }

    public char QuoteChar { get; init; } = '"';
}
