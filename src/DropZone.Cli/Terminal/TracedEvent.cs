namespace DropZone.Cli.Terminal;

/// <summary>Something that happened to a delivery.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Event">The name of the log's event, or of what people did: <c>retry</c>.</param>
/// <param name="Text">In a sentence.</param>
internal sealed record TracedEvent(DateTimeOffset Time, string Event, string Text);
