using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace DropZone.Logging;

/// <summary>The log of a process: one per process, closed last, so that all messages are written.</summary>
public sealed class ServiceLog : IDisposable
{
    private readonly Logger _logger;
    private readonly JournalSink? _journal;

    private ServiceLog(Logger logger, JournalSink? journal)
    {
        _logger = logger;
        _journal = journal;
        Provider = new SerilogLoggerProvider(logger);
        Factory = new SerilogLoggerFactory(logger);
    }

    /// <summary>The provider for a host that creates its own logger factory.</summary>
    public ILoggerProvider Provider { get; }

    /// <summary>Creates loggers; disposing it does not close the log.</summary>
    public ILoggerFactory Factory { get; }

    /// <summary>The number of entries that the journal did not accept.</summary>
    public long Dropped => _journal?.Dropped ?? 0;

    /// <summary>Opens the log. Does not throw if the folder cannot be written: that is reported on standard error.</summary>
    public static ServiceLog Open(LogOptions options)
    {
        var inJournal = options.StandardErrorIsJournal;
        var journal = options.Journal ?? (inJournal && File.Exists(options.JournalSocket))
            ? new JournalSink(options.JournalSocket)
            : null;
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(LevelConvert.ToSerilogLevel(options.Minimum))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning);
        if (journal is not null)
            configuration.WriteTo.Sink(journal);
        if (options.Folder is not null)
            LogFile.Open(configuration.WriteTo, options.Folder, options.Days);
        if (options.Terminal && !(journal is not null && inJournal))
        {
            configuration.WriteTo.Sink(new TerminalSink(
                Console.Error, TerminalSink.StandardErrorHasColour, options.Clock.LocalTimeZone));
        }

        SelfLog.Enable(new LogFailureReporter(Console.Error, options.Clock).Report);
        return new ServiceLog(configuration.CreateLogger(), journal);
    }

    /// <summary>Writes pending messages and closes the files.</summary>
    public void Dispose()
    {
        Factory.Dispose();
        Provider.Dispose();
        _logger.Dispose();
        SelfLog.Disable();
    }
}
