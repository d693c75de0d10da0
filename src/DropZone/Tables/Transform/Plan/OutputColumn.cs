using DropZone.Tables.Schema;

namespace DropZone.Tables.Transform.Plan;

/// <summary>One column of the output.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Slot">Where its cell stands when the steps are taken.</param>
/// <param name="SourceName">The label in the file; null: a step added it.</param>
/// <param name="Cells">How its cells are, and which hold no value.</param>
internal sealed record OutputColumn(string Name, int Slot, string? SourceName, Field Cells);
