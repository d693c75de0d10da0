namespace DropZone.Cli.Terminal;

/// <summary>Work that takes its time, as a bar shows it.</summary>
/// <param name="Name">What is worked on.</param>
/// <param name="Length">How much there is to do; null: that is not known before its end.</param>
/// <param name="Done">How much is done; asked by another thread.</param>
/// <param name="Unit">Of its pace: <c>MB</c>.</param>
/// <param name="UnitSize">How much one of those is.</param>
internal sealed record ProgressOf(string Name, long? Length, Func<long> Done, string Unit = "MB", double UnitSize = 1e6);
