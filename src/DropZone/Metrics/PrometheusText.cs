using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Prometheus;

namespace DropZone.Metrics;

/// <summary>
/// Listens to the program's meters and writes their values as Prometheus text
/// (https://prometheus.io/docs/instrumenting/exposition_formats/). Series live as long as this object. Thread-safe.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    // seconds: a small file takes milliseconds, a large one minutes
    private static readonly double[] Buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 1800];

    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly MetricFactory _factory;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, Collector> _collectors = [];

    public PrometheusText()
    {
        _factory = Prometheus.Metrics.WithCustomRegistry(_registry);
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == Instruments.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Reads the observable instruments, and writes all metrics.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken stopping)
    {
        _listener.RecordObservableInstruments();
        await _registry.CollectAndExportAsTextAsync(stream, stopping).ConfigureAwait(false);
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var names = new string[tags.Length];
        var values = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            (names[i], values[i]) = (tags[i].Key, tags[i].Value?.ToString() ?? "");
        switch (_collectors.GetOrAdd(instrument, Create, names))
        {
            case Counter counter:
                counter.WithLabels(values).Inc(value);
                break;
            case Gauge gauge:
                gauge.WithLabels(values).Set(value);
                break;
            case Histogram histogram:
                histogram.WithLabels(values).Observe(value);
                break;
        }
    }

    /// <summary>Names follow https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/.</summary>
    private Collector Create(Instrument instrument, string[] labels)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = instrument.Name.Replace('.', '_') + unit;
        var help = instrument.Description ?? "";
        return instrument switch
        {
            Counter<long> => _factory.CreateCounter($"{name}_total", help, labels),
            Histogram<double> => _factory.CreateHistogram(name, help, labels, new HistogramConfiguration { Buckets = Buckets }),
            _ => _factory.CreateGauge(name, help, labels),
        };
    }
}
