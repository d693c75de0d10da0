using Microsoft.Extensions.Logging;

namespace DropZone.Tests;

/// <summary>Records the names and texts of log events.</summary>
internal sealed class EventRecorder : ILogger
{
    public List<(string Name, string Text)> Events { get; } = [];

    public IEnumerable<string> Names => Events.Select(entry => entry.Name);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Events.Add((eventId.Name!, formatter(state, exception)));
}
