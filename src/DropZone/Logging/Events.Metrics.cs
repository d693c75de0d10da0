using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

/// <summary>Of the metrics.</summary>
public static partial class Events
{
    [LoggerMessage(EventId = 7000, Level = LogLevel.Information, EventName = nameof(MetricsServed),
        Message = "metrics: http://127.0.0.1:{Port}/metrics and /healthz")]
    public static partial void MetricsServed(this ILogger logger, int port);

    [LoggerMessage(EventId = 7001, Level = LogLevel.Warning, EventName = nameof(MetricsNotServed),
        Message = "metrics: cannot listen on port {Port} of 127.0.0.1: {Reason}; deliveries go on, and it is tried again")]
    public static partial void MetricsNotServed(this ILogger logger, int port, string reason);

    [LoggerMessage(EventId = 7002, Level = LogLevel.Warning, EventName = nameof(MetricsNotWritten),
        Message = "metrics: cannot write {Path}: {Reason}; deliveries go on, and it is tried again")]
    public static partial void MetricsNotWritten(this ILogger logger, string path, string reason);
}
