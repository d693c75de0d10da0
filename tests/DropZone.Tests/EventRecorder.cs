using Microsoft.Extensions.Logging;

namespace DropZone.Tests;

/// <summary>Records the names and texts of log events. Thread-safe.</summary>
internal sealed class EventRecorder : ILogger
{
    private readonly Lock _gate = new();
    private readonly List<(string Name, string Text)> _events = [];

    /// <summary>The events so far.</summary>
    public IReadOnlyList<(string Name, string Text)> Events
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    public IEnumerable<string> Names => Events.Select(logged => logged.Name);

    public int Count(string name) => Names.Count(logged => logged == name);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
            _events.Add((eventId.Name!, formatter(state, exception)));
    }
}
