using System.Diagnostics.Metrics;

namespace DropZone.Metrics;

/// <summary>
/// The counters and histograms of the program. Values are kept only while a listener is registered. Names and units follow
/// https://opentelemetry.io/docs/specs/semconv/general/metrics/
/// </summary>
internal static class Instruments
{
    /// <summary>The name of all meters of the program.</summary>
    public const string MeterName = "DropZone";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>By feed and outcome.</summary>
    public static readonly Counter<long> Jobs = Meter.CreateCounter<long>("dropzone.jobs", "{job}", "Jobs that ended.");

    /// <summary>By feed and code.</summary>
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("dropzone.failures", "{job}", "Jobs that failed, by the code of most of their errors.");

    /// <summary>By feed and code.</summary>
    public static readonly Counter<long> Errors = Meter.CreateCounter<long>("dropzone.errors", "{error}", "Errors found in files.");

    /// <summary>By feed and result.</summary>
    public static readonly Counter<long> Rows = Meter.CreateCounter<long>("dropzone.rows", "{row}", "Rows of jobs that ended: in, out, filtered, deduplicated, rejected.");

    public static readonly Counter<long> WatcherRestarts = Meter.CreateCounter<long>("dropzone.watcher.restarts", "{restart}", "Watchers of incoming folders that were replaced.");

    /// <summary>By feed and stage.</summary>
    public static readonly Histogram<double> StageDuration = Meter.CreateHistogram<double>("dropzone.stage.duration", "s", "Time that a stage of a job took.");

    /// <summary>By feed.</summary>
    public static readonly Histogram<double> JobDuration = Meter.CreateHistogram<double>("dropzone.job.duration", "s", "Time that a run of a job took, from its first to its last step.");

    public static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
