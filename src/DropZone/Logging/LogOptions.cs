using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

/// <summary>The destinations of log events.</summary>
public sealed record LogOptions
{
    /// <summary>The folder of the log files; null: none are written.</summary>
    public string? Folder { get; init; }

    /// <summary>How many days log files are kept.</summary>
    public int Days { get; init; } = 14;

    /// <summary>Whether readable lines are written to standard error. Ignored if that is a stream of the journal, which receives the events anyway.</summary>
    public bool Terminal { get; init; } = true;

    /// <summary>Whether events go to the journal; null: if standard error does.</summary>
    public bool? Journal { get; init; }

    /// <summary>Whether systemd has connected standard error to the journal.</summary>
    public bool StandardErrorIsJournal { get; init; }

    /// <summary>The socket of the journal.</summary>
    public string JournalSocket { get; init; } = JournalSink.DefaultSocket;

    /// <summary>The minimum level; other libraries log warnings and errors only.</summary>
    public LogLevel Minimum { get; init; } = LogLevel.Information;

    /// <summary>Gives the time zone of the terminal lines; Serilog stamps the events.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
