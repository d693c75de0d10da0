namespace DropZone.Spool.Durable;

/// <summary>The three steps that replace a file.</summary>
/// <param name="Write">Writes the new file next to the old one.</param>
/// <param name="Sync">Makes its content durable.</param>
/// <param name="Name">Renames it over the old one.</param>
internal sealed record ReplacingSteps(DurableStep Write, DurableStep Sync, DurableStep Name);
