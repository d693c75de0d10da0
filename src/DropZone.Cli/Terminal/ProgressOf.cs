namespace DropZone.Cli.Terminal;

/// <summary>Work that takes its time, as a bar shows it.</summary>
/// <param name="Name">The name or path of the work item.</param>
/// <param name="Length">The amount of work; null: unknown before the end.</param>
/// <param name="Done">Returns the amount done; called from another thread.</param>
/// <param name="Unit">The unit of the rate: <c>MB</c>.</param>
/// <param name="UnitSize">The amount of one unit.</param>
internal sealed record ProgressOf(string Name, long? Length, Func<long> Done, string Unit = "MB", double UnitSize = 1e6);
