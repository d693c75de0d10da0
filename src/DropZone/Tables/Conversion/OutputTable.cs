using DropZone.Csv.Dialects;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Conversion;

/// <summary>What was written: how its bytes are read again, and what they hold.</summary>
/// <param name="Dialect">Its delimiter is known.</param>
/// <param name="Columns">In their order, as their cells are; each tells its own missing values.</param>
public sealed record OutputTable(Dialect Dialect, IReadOnlyList<Field> Columns);
