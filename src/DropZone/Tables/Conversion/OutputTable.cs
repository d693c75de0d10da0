using DropZone.Csv.Dialects;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Conversion;

/// <summary>A written table: the dialect to read it with, and its columns.</summary>
/// <param name="Dialect">Its delimiter is known.</param>
/// <param name="Columns">In their order, as their cells are; each names its own missing values.</param>
public sealed record OutputTable(Dialect Dialect, IReadOnlyList<Field> Columns);
