using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Conversion;

/// <summary>The result of a run over a table.</summary>
/// <param name="Rows">The numbers of rows.</param>
/// <param name="Errors">The errors found, in the order of the file, at most 1000 of each code.</param>
/// <param name="Counts">The true number of errors of each code that was found.</param>
/// <param name="IsSplit">Some rows are bad, but the rules deliver the good ones.</param>
public sealed record ConversionResult(
    RowCounts Rows, IReadOnlyList<TableError> Errors, IReadOnlyDictionary<ErrorCode, long> Counts, bool IsSplit = false)
{
    /// <summary>The row of the first error of each code, where a row can show it.</summary>
    public IReadOnlyList<RowExcerpt> Excerpts { get; init; } = [];

    /// <summary>The header and its errors; null if it has none.</summary>
    public HeaderExcerpt? Header { get; init; }

    /// <summary>The output; null: not even a header was written.</summary>
    public OutputTable? Output { get; init; }

    /// <summary>Whether the file is refused and its rest was not read.</summary>
    public bool IsCut { get; init; }

    public bool Valid => Counts.Count == 0;
}

/// <summary>A written table: the dialect to read it with, and its columns.</summary>
/// <param name="Dialect">The dialect, with a delimiter.</param>
/// <param name="Columns">The columns in their order, with the format and missing values of each.</param>
public sealed record OutputTable(Dialect Dialect, IReadOnlyList<Field> Columns);
