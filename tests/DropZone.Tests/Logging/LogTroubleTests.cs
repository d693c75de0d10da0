using DropZone.Logging;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Logging;

public sealed class LogTroubleTests
{
    [Fact]
    public void It_is_said_at_most_once_a_minute()
    {
        using var writer = new StringWriter();
        var clock = new FakeTimeProvider();
        var failure = new LogTrouble(writer, clock);

        failure.Say("No space left\n   at a trace");
        failure.Say("No space left");
        clock.Advance(TimeSpan.FromSeconds(61));
        failure.Say("Still none");

        writer.ToString().ShouldBe(
            "dropzone: writing the log files failed: No space left\ndropzone: writing the log files failed: Still none\n");
    }
}
