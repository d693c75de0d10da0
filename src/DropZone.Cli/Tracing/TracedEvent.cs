namespace DropZone.Cli.Tracing;

/// <summary>An event of a delivery.</summary>
/// <param name="Time">The time, UTC.</param>
/// <param name="Event">The name of the log event, or of the operator's action: <c>retry</c>.</param>
/// <param name="Text">The event in a sentence.</param>
internal sealed record TracedEvent(DateTimeOffset Time, string Event, string Text);
