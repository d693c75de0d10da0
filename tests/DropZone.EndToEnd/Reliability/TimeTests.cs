using System.Globalization;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>Clocks that jump, by faketime(1): names stay unique, and nothing waits until the clock reaches its earlier time again.</summary>
public sealed class TimeTests
{
    private static readonly string? Library =
        Directory.GetDirectories("/usr/lib", "*-linux-gnu").Select(folder => $"{folder}/faketime/libfaketimeMT.so.1").FirstOrDefault(File.Exists);

    private const string Good = "id,country\n1,de\n";

    [Theory]
    [InlineData("-5h", "+0", "+9h")]
    [InlineData("+9h", "-5h", "+0")]
    public void A_clock_that_jumps_by_hours_does_no_harm(params string[] offsets)
    {
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/feeds.d/00.yaml", TestZone.OrdersFeed.Replace("settle: 0s", "settle: 1s", StringComparison.Ordinal));
        using var clock = new SetClock("+0");
        using var service = clock.Run(zone);
        var number = 0;
        foreach (var offset in offsets)
        {
            zone.Drop($"orders-{number++}.csv", Good); // unchanged for a second of real time, regardless of the clock
            clock.Set(offset);
            zone.Drop($"orders-{number++}.csv", Good);
            Until.True(() => zone.Jobs("archive").Count == number, () => $"{offset}:\n{service.Output}");
        }

        service.Stop().ShouldBe(0, service.Output);
        zone.Jobs("archive").Select(job => Path.GetFileName(job)).Distinct().Count().ShouldBe(number);
        zone.Outputs().Count.ShouldBe(number);
        service.Output.ShouldNotContain(" ERROR ");
    }

    [Fact]
    public void Files_of_the_same_second_have_unique_names_in_their_order()
    {
        using var zone = new TestZone();
        using var clock = new SetClock("2026-10-25 00:59:59");
        using var service = clock.Run(zone);
        for (var number = 0; number < 200; number++)
            zone.Drop(string.Create(CultureInfo.InvariantCulture, $"orders-{number:000}.csv"), Good);
        Until.True(() => zone.Jobs("archive").Count == 200, () => service.Output);
        service.Stop().ShouldBe(0, service.Output);
        zone.Jobs("archive").Select(job => Path.GetFileName(job)[..25]).Distinct().Count().ShouldBe(200, "the random part distinguishes them");
        zone.Jobs("archive").ShouldAllBe(job => Path.GetFileName(job).StartsWith("20261025T005959Z-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-10-25 00:59:58")] // 02:59:58 of summer in Berlin, then 02:00:00 of winter
    [InlineData("2026-03-29 00:59:58")] // 01:59:58 of winter, then 03:00:00 of summer
    public void When_summer_time_begins_or_ends_the_archive_keeps_to_UTC(string moment)
    {
        using var zone = new TestZone();
        using var clock = new SetClock($"@{moment}");
        using var service = clock.Run(zone, ("TZ", "Europe/Berlin"));
        zone.Drop("orders-1.csv", Good);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        clock.Set($"@{moment[..11]}01:00:02");
        zone.Drop("orders-2.csv", Good);
        Until.True(() => zone.Jobs("archive").Count == 2, () => service.Output);
        service.Stop().ShouldBe(0, service.Output);
        var names = zone.Jobs("archive").Select(job => Path.GetFileName(job)).ToList();
        names[0].ShouldEndWith("orders-1.csv", customMessage: "the order of the names is that of the time");
        names[1].ShouldEndWith("orders-2.csv");
    }

    /// <summary>A clock of the service that is set while it runs.</summary>
    private sealed class SetClock : IDisposable
    {
        private readonly string _file = Path.GetTempFileName();

        public SetClock(string time)
        {
            Assert.SkipUnless(Library is not null, "faketime is not installed");
            Set(time);
        }

        /// <param name="time">In UTC; with @: the clock runs from there; +5h, -5h: relative to the real time.</param>
        public void Set(string time)
        {
            File.WriteAllText($"{_file}.new", time + "\n");
            File.Move($"{_file}.new", _file, overwrite: true);
        }

        public DropZoneProcess Run(TestZone zone, params (string Name, string Value)[] more) => DropZoneProcess.RunService(zone, null, new Dictionary<string, string>(
            more.Select(one => KeyValuePair.Create(one.Name, one.Value)))
        {
            ["LD_PRELOAD"] = Library!,
            ["FAKETIME_TIMESTAMP_FILE"] = _file,
            ["FAKETIME_NO_CACHE"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
            ["NO_FAKE_STAT"] = "1",
        });

        public void Dispose() => File.Delete(_file);
    }
}
