using DropZone.Logging;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Logging;

public sealed class LogFailureReporterTests
{
    [Fact]
    public void A_failure_is_reported_at_most_once_a_minute()
    {
        using var writer = new StringWriter();
        var clock = new FakeTimeProvider();
        var failure = new LogFailureReporter(writer, clock);

        failure.Report("No space left\n   at a trace");
        failure.Report("No space left");
        clock.Advance(TimeSpan.FromSeconds(61));
        failure.Report("Still none");

        writer.ToString().ShouldBe(
            "dropzone: cannot write the log files: No space left\ndropzone: cannot write the log files: Still none\n");
    }
}
