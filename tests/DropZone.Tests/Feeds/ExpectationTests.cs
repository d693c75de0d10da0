using System.Globalization;
using DropZone.Feeds;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Feeds;

public sealed class ExpectationTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly HashSet<DayOfWeek> EveryDay = [.. Enum.GetValues<DayOfWeek>()];
    private static readonly HashSet<DayOfWeek> WorkDays = [.. EveryDay.Except([DayOfWeek.Saturday, DayOfWeek.Sunday])];

    [Theory]
    [InlineData("06:00", "2026-11-27T04:59:59Z", "2026-11-26T05:00:00Z", "2026-11-27T05:00:00Z")] // winter
    [InlineData("06:00", "2026-11-27T05:00:00Z", "2026-11-27T05:00:00Z", "2026-11-28T05:00:00Z")]
    [InlineData("06:00", "2026-07-01T04:00:00Z", "2026-07-01T04:00:00Z", "2026-07-02T04:00:00Z")] // summer
    [InlineData("02:30", "2026-03-29T12:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")] // left out: 03:00 summer time
    [InlineData("02:30", "2026-10-25T00:29:59Z", "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z")] // twice: the first
    [InlineData("02:30", "2026-10-25T01:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("00:00", "2026-11-26T23:00:00Z", "2026-11-26T23:00:00Z", "2026-11-27T23:00:00Z")]
    [InlineData("23:59", "2026-11-26T23:00:00Z", "2026-11-26T22:59:00Z", "2026-11-27T22:59:00Z")]
    public void Deadlines_are_those_of_the_place(string by, string moment, string last, string next)
    {
        var expected = new Expectation(TimeOnly.Parse(by, CultureInfo.InvariantCulture), EveryDay, Berlin, new HashSet<DateOnly>(), 1);
        expected.Last(At(moment)).ShouldBe(At(last));
        expected.Next(At(moment)).ShouldBe(At(next));
    }

    [Fact]
    public void Days_off_and_holidays_have_no_deadline()
    {
        var expected = new Expectation(new TimeOnly(6, 0), WorkDays, Berlin, new HashSet<DateOnly> { new(2026, 11, 30) }, 1);
        expected.Next(At("2026-11-27T06:00:00Z")).ShouldBe(At("2026-12-01T05:00:00Z"));
        expected.Last(At("2026-12-01T04:00:00Z")).ShouldBe(At("2026-11-27T05:00:00Z"));
    }

    [Fact]
    public void A_calendar_of_holidays_only_has_no_deadline()
    {
        var start = new DateOnly(2025, 1, 1);
        var expected = new Expectation(new TimeOnly(6, 0), EveryDay, Berlin, Enumerable.Range(0, 2000).Select(start.AddDays).ToHashSet(), 1);
        expected.Next(At("2026-11-27T06:00:00Z")).ShouldBeNull();
        expected.Last(At("2026-11-27T06:00:00Z")).ShouldBeNull();
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
