using DropZone.Errors;

namespace DropZone.Tables.Errors;

/// <summary>An excerpt of the row with the first error of a code. Personal data, like all cells.</summary>
/// <param name="Row">Record number; the header is 1.</param>
/// <param name="Line">1-based line of the file where the row starts.</param>
/// <param name="Column">1-based number of the invalid column, which the row may lack; null: the row as a whole.</param>
/// <param name="First">1-based number of the column of the first of <paramref name="Cells"/>.</param>
/// <param name="Columns">The number of cells of the row.</param>
/// <param name="Labels">The labels above the cells; fewer if the header is shorter.</param>
/// <param name="Cells">At most 12 of the row's cells around the invalid one, each cut to 200 characters.</param>
public sealed record RowExcerpt(
    ErrorCode Code, long Row, long Line, int? Column, int First, int Columns, IReadOnlyList<string> Labels, IReadOnlyList<string> Cells);

/// <summary>The labels of an invalid header and those of the schema, at most 1000 of each, each cut to 200 characters.</summary>
/// <param name="Found">In the order of the file.</param>
/// <param name="Expected">In the order of the schema; empty: there is no schema.</param>
/// <param name="IsExact">Whether the file must have exactly these labels in this order; otherwise only the errors describe the problem.</param>
public sealed record HeaderExcerpt(IReadOnlyList<string> Found, IReadOnlyList<string> Expected, bool IsExact);
