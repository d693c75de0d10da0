using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

/// <summary>Where events go.</summary>
public sealed record LogOptions
{
    /// <summary>The folder of the log files; null: none are written.</summary>
    public string? Folder { get; init; }

    /// <summary>How many days log files are kept.</summary>
    public int Days { get; init; } = 14;

    /// <summary>Whether readable lines go to standard error. Not where that is the journal and events go there anyway.</summary>
    public bool Terminal { get; init; } = true;

    /// <summary>Whether events go to the journal; null: if standard error does.</summary>
    public bool? Journal { get; init; }

    /// <summary>Whether systemd has connected standard error to the journal.</summary>
    public bool StandardErrorIsJournal { get; init; }

    /// <summary>Where the journal listens.</summary>
    public string JournalSocket { get; init; } = JournalSink.DefaultSocket;

    /// <summary>The least level that is said; other libraries say warnings and errors only.</summary>
    public LogLevel Minimum { get; init; } = LogLevel.Information;

    /// <summary>Gives the zone of the times on the terminal; events themselves are stamped by Serilog.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
