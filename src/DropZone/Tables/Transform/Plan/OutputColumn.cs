using DropZone.Tables.Schema;

namespace DropZone.Tables.Transform.Plan;

/// <summary>One column of the output.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Slot">The slot of its cell while the steps are applied.</param>
/// <param name="SourceName">The label in the file; null: a step added it.</param>
/// <param name="Cells">The format of its cells, and its missing values.</param>
internal sealed record OutputColumn(string Name, int Slot, string? SourceName, Field Cells);
