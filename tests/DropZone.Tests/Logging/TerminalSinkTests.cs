using DropZone.Logging;
using Serilog.Events;
using Serilog.Parsing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Logging;

public sealed class TerminalSinkTests
{
    [Fact]
    public void A_line_has_time_level_and_message_without_quotes()
    {
        Line(LogEventLevel.Warning, "{Feed}: {File} has {Links} links, {Seconds:0.000} s", new() { ["Feed"] = "orders", ["File"] = "a b.csv", ["Links"] = 2, ["Seconds"] = 1.5 })
            .ShouldBe("13:31:02 WARN  orders: a b.csv has 2 links, 1.500 s\n");
    }

    [Fact]
    public void A_name_cannot_forge_a_line()
    {
        Line(LogEventLevel.Information, "{File} seen", new() { ["File"] = "a\n13:31:02 ERROR b\u001b[2J" })
            .ShouldBe("13:31:02 INFO  a\\n13:31:02 ERROR b\\x1b[2J seen\n");
    }

    [Fact]
    public void A_trace_follows_its_line()
    {
        Line(LogEventLevel.Error, "broke", [], exception: new InvalidOperationException("one\ntwo\u001b"))
            .ShouldBe("13:31:02 ERROR broke\n         System.InvalidOperationException: one\n         two\\x1b\n");
    }

    [Fact]
    public void Colour_touches_the_level_only()
    {
        Line(LogEventLevel.Error, "broke", [], colour: true).ShouldBe("13:31:02 \u001b[31mERROR\u001b[0m broke\n");
        Line(LogEventLevel.Information, "fine", [], colour: true).ShouldBe("13:31:02 INFO  fine\n");
    }

    private static string Line(
        LogEventLevel level, string template, Dictionary<string, object> values, bool colour = false, Exception? exception = null)
    {
        using var writer = new StringWriter();
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), null, null);
        new TerminalSink(writer, colour, zone).Emit(new LogEvent(
            new DateTimeOffset(2026, 11, 23, 12, 31, 2, TimeSpan.Zero), level, exception, new MessageTemplateParser().Parse(template),
            values.Select(value => new LogEventProperty(value.Key, new ScalarValue(value.Value)))));
        return writer.ToString();
    }
}
