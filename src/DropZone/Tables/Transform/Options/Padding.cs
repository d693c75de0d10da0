namespace DropZone.Tables.Transform.Options;

/// <summary>How cells are brought to a width.</summary>
/// <param name="Width">In characters; longer cells stay.</param>
/// <param name="With">One character.</param>
/// <param name="AtEnd">Behind the cell, not before it.</param>
public sealed record Padding(int Width, string With, bool AtEnd);
