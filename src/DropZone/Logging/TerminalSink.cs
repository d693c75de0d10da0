using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace DropZone.Logging;

/// <summary>Writes events as lines for a terminal: <c>12:31:02 WARN  message</c>.</summary>
/// <param name="writer">Receives the lines: standard error, because standard output is for results.</param>
/// <param name="colour">Whether levels are coloured.</param>
/// <param name="zone">The time zone.</param>
public sealed class TerminalSink(TextWriter writer, bool colour, TimeZoneInfo zone) : ILogEventSink
{
    private const string Plain = "\u001b[0m";

    private readonly Lock _lock = new();

    /// <summary>Whether standard error is a terminal with colours enabled. Source: https://no-color.org</summary>
    public static bool StandardErrorHasColour =>
        !Console.IsErrorRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    public void Emit(LogEvent logEvent)
    {
        var time = TimeZoneInfo.ConvertTime(logEvent.Timestamp, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var (word, ink) = Level(logEvent.Level);
        var level = colour && ink.Length > 0 ? $"{ink}{word,-5}{Plain}" : $"{word,-5}";
        var line = $"{time} {level} {MessageText.Of(logEvent)}\n";
        if (logEvent.Exception is { } exception)
            line += string.Concat(exception.ToString().Split('\n').Select(part => $"         {VisibleText.Escape(part.TrimEnd('\r'))}\n"));
        // One call under a lock, or lines of several threads would mix.
        lock (_lock)
        {
            writer.Write(line);
            writer.Flush();
        }
    }

    private static (string Word, string Ink) Level(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => ("FATAL", "\u001b[1;31m"),
        LogEventLevel.Error => ("ERROR", "\u001b[31m"),
        LogEventLevel.Warning => ("WARN", "\u001b[33m"),
        LogEventLevel.Information => ("INFO", ""),
        _ => ("DEBUG", "\u001b[2m"),
    };
}
