using DropZone.Csv.Dialects;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Conversion;

/// <summary>A written table: the dialect to read it with, and its columns.</summary>
/// <param name="Dialect">The dialect, with a delimiter.</param>
/// <param name="Columns">The columns in their order, with the format and missing values of each.</param>
public sealed record OutputTable(Dialect Dialect, IReadOnlyList<Field> Columns);
