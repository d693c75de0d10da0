namespace DropZone.Feeds;

/// <summary>The destination of metrics: <c>metrics</c> in <c>dropzone.yaml</c>.</summary>
/// <param name="File">Absolute path of a text file that ends in <c>.prom</c>; null: none.</param>
/// <param name="Port">The port on 127.0.0.1; null: not served.</param>
/// <param name="Interval">How often the file is written.</param>
public sealed record MetricsSettings(string? File, int? Port, TimeSpan Interval);
