using System.Diagnostics.Metrics;
using System.Text;
using DropZone.Metrics;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Metrics;

public sealed class PrometheusTextTests
{
    [Fact]
    public async Task Names_have_their_units_and_labels_are_escaped()
    {
        using var text = new PrometheusText();
        using var meter = new Meter(Instruments.MeterName);
        using var other = new Meter("another");
        meter.CreateCounter<long>("test.files", "{file}", "Files.").Add(2, Instruments.Tag("feed", "a\"b\\c\nd"));
        meter.CreateHistogram<double>("test.duration", "s", "Time.").Record(0.02);
        meter.CreateObservableGauge("test.size", () => new Measurement<long>(7), "By", "Size.");
        other.CreateCounter<long>("test.other").Add(1);
        var lines = await LinesAsync(text);
        lines.ShouldContain("# TYPE test_files_total counter");
        lines.ShouldContain("# HELP test_files_total Files.");
        lines.ShouldContain("""test_files_total{feed="a\"b\\c\nd"} 2""");
        lines.ShouldContain("""test_duration_seconds_bucket{le="0.01"} 0""");
        lines.ShouldContain("""test_duration_seconds_bucket{le="0.05"} 1""");
        lines.ShouldContain("test_size_bytes 7");
        lines.ShouldAllBe(line => !line.Contains("other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gauge_is_read_for_each_export()
    {
        using var text = new PrometheusText();
        using var meter = new Meter(Instruments.MeterName);
        var value = 0L;
        meter.CreateObservableGauge("test.read", () => new Measurement<long>(++value));
        (await LinesAsync(text)).ShouldContain("test_read 1");
        (await LinesAsync(text)).ShouldContain("test_read 2");
    }

    private static async Task<string[]> LinesAsync(PrometheusText text)
    {
        using var stream = new MemoryStream();
        await text.WriteAsync(stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
    }
}
