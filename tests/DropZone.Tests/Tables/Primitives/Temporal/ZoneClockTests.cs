using CsCheck;
using DropZone.Tables.Primitives.Temporal;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Primitives.Temporal;

public sealed class ZoneClockTests
{
    private static readonly IReadOnlyList<TimeZoneInfo> Zones = [.. TimeZoneInfo.GetSystemTimeZones()];

    [Fact]
    public void Local_times_of_any_zone_convert_back_to_the_moment()
    {
        Zones.Count.ShouldBeGreaterThan(100, "install tzdata");
        Gen.Select(Gen.Int[0, Zones.Count - 1], Gen.Long[DateTime.MinValue.AddDays(2).Ticks, DateTime.MaxValue.AddDays(-2).Ticks], Gen.Bool).Sample((index, ticks, isRecent) =>
        {
            // most clock changes happened since 1900
            var moment = isRecent ? new DateTime(1900, 1, 1).AddTicks(ticks % (150 * 365 * TimeSpan.TicksPerDay)).Ticks : ticks;
            CheckMoment(Zones[index], moment);
        }, iter: 20_000);
    }

    [Fact]
    public void Around_each_change_of_the_clocks_both_moments_are_found_or_none()
    {
        foreach (var zone in Zones)
        {
            var clock = new ZoneClock(zone);
            var end = new DateTime(2040, 1, 1).Ticks;
            for (var utc = new DateTime(1970, 1, 1).Ticks; utc < end; utc += 7 * TimeSpan.TicksPerDay)
            {
                if (clock.OffsetAt(utc) == clock.OffsetAt(utc + (7 * TimeSpan.TicksPerDay)))
                    continue;
                for (var hour = utc; hour < utc + (7 * TimeSpan.TicksPerDay); hour += TimeSpan.TicksPerHour)
                    CheckMoment(zone, hour + (17 * TimeSpan.TicksPerMinute));
            }
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T02:30", null, null)]
    [InlineData("Europe/Berlin", "2026-03-29T03:00", 120, 120)]
    [InlineData("Europe/Berlin", "2026-10-25T02:00", 120, 60)]
    [InlineData("Europe/Berlin", "2026-10-25T03:00", 60, 60)]
    [InlineData("Europe/Dublin", "2026-10-25T01:30", 60, 0)] // winter is its saving time
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", 660, 630)] // half an hour
    [InlineData("Pacific/Apia", "2011-12-30T12:00", null, null)] // the day that never was
    [InlineData("America/New_York", "0001-01-01T00:00", -297, -297)] // local mean time, in whole minutes
    [InlineData("Asia/Kolkata", "9999-12-31T23:59", 330, 330)]
    public void A_time_has_the_UTC_offsets_of_the_zone(string zone, string time, int? earlier, int? later)
    {
        var found = new ZoneClock(TimeZoneInfo.FindSystemTimeZoneById(zone))
            .TryFind(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), out var first, out var second);
        found.ShouldBe(earlier is not null);
        if (found)
            ((int)first.TotalMinutes, (int)second.TotalMinutes).ShouldBe((earlier!.Value, later!.Value));
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var clock = new ZoneClock(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var time = new DateTime(2026, 10, 25, 2, 30, 0);
        clock.TryFind(time, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            clock.TryFind(time.AddHours(i), out _, out _);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void CheckMoment(TimeZoneInfo zone, long utc)
    {
        var clock = new ZoneClock(zone);
        var offset = clock.OffsetAt(utc);
        var local = TimeZoneInfo.ConvertTimeFromUtc(new DateTime(utc, DateTimeKind.Utc), zone);
        local.Ticks.ShouldBe(utc + offset.Ticks);
        clock.TryFind(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), out var earlier, out var later).ShouldBeTrue($"{zone.Id} {local:O}");
        new[] { earlier, later }.ShouldContain(offset, $"{zone.Id} {local:O}");
        earlier.ShouldBeGreaterThanOrEqualTo(later);
    }
}
