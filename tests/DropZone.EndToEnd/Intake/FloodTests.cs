using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Intake;

/// <summary>Very many files: all are claimed, in order, in bounded memory, and no feed waits for files of another.</summary>
/// <remarks>DROPZONE_TEST_FLOOD_FILES=200000 and DROPZONE_TEST_RATE_SECONDS=600 are the long forms.</remarks>
public sealed partial class FloodTests(ITestOutputHelper output)
{
    private const string Good = "id,country\n1,de\n";
    private const string Feed = "settle: 0s\nduplicates: process\nschema:\n  fields:\n    - { name: id, type: integer }\n    - { name: country, type: string }\n";
    private static readonly int Files = LongForm.Amount("DROPZONE_TEST_FLOOD_FILES", 3000);
    private static readonly int Seconds = LongForm.Amount("DROPZONE_TEST_RATE_SECONDS", 5);

    [Fact]
    public void Files_moved_in_at_once_are_claimed_oldest_first_and_another_feed_does_not_wait()
    {
        using var zone = new TestZone("feed: flood\n" + Feed, "feed: other\n" + Feed);
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 5s\n");
        using var service = DropZoneProcess.RunService(zone);
        Make(zone, "flood", Files);
        var watch = Stopwatch.StartNew();
        MoveIn(zone, "flood");
        for (var number = 0; number < 10; number++)
            zone.Drop($"other-{number}.csv", Good, "other");
        Until.True(() => zone.Jobs("archive", "other").Count == 10, () => service.LastOutput, seconds: 120);
        var floodedBefore = Claimed(service, "flood").Count;
        Until.True(() => !Directory.EnumerateFiles($"{zone.Root}/incoming/flood").Any() && zone.Jobs("working", "flood").Count == 0, () => service.LastOutput, seconds: 3600);
        var rate = Files / watch.Elapsed.TotalSeconds;
        var peak = service.PeakMegabytes;
        service.Stop().ShouldBe(0);
        zone.Jobs("archive", "flood").Count.ShouldBe(Files);
        zone.Outputs("flood").Count.ShouldBe(Files);
        floodedBefore.ShouldBeLessThan(Files, "the other feed had its turn in between");
        var order = Claimed(service, "flood");
        order.Distinct().Count().ShouldBe(Files);
        var misplaced = order.Zip(order.Skip(1)).Count(pair => string.CompareOrdinal(pair.First, pair.Second) > 0);
        misplaced.ShouldBeLessThanOrEqualTo(Files / 100, "oldest first");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"flood: {Files} files at once, 0 violations; {rate:F0} files a second, peak of {peak} MB, the other feed after {floodedBefore} of them"));
    }

    [Fact]
    public void All_files_are_found_after_an_overflow_of_the_inotify_queue()
    {
        const int noise = 20_000; // max_queued_events is 16384
        using var zone = new TestZone("feed: flood\n" + Feed);
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 1h\n");
        using var service = DropZoneProcess.RunService(zone);
        Make(zone, "flood", 200);
        Signals.Pause(service.Id);
        Shell.Run($"cd incoming/flood; for i in $(seq {noise}); do : > .noise-$i; done; mv ../../stage/*.csv .", zone.Root);
        Signals.Continue(service.Id);
        Until.True(() => zone.Jobs("archive", "flood").Count == 200, () => service.Output);
        service.ShouldLog("Watcher of");
        Claimed(service, "flood").ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal, "oldest first");
        zone.Drop("flood-last.csv", Good, "flood");
        Until.True(() => zone.Jobs("archive", "flood").Count == 201, () => service.Output);
        service.Stop().ShouldBe(0, service.Output);
    }

    [Fact]
    public void A_watcher_that_reports_no_events_is_detected_and_replaced()
    {
        Assert.SkipUnless(FailingCalls.IsSupported, "strace is missing, or this is not root");
        using var zone = new TestZone("feed: flood\n" + Feed);
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 4s\n");
        using var service = DropZoneProcess.RunService(zone);
        var folder = $"{zone.Root}/incoming/flood";
        using (new FailingCalls(service.Id, "inotify_add_watch", "retval=77")) // the call reports success, but no event will arrive
        {
            Directory.Move(folder, $"{zone.Root}/aside");
            Directory.CreateDirectory(folder);
            service.ShouldLog($"Folder {folder} is available again");
            zone.Drop("flood-1.csv", Good, "flood");
            Until.True(() => zone.Jobs("archive", "flood").Count == 1, () => service.Output);
        }

        zone.Drop("flood-2.csv", Good, "flood");
        Until.True(() => zone.Jobs("archive", "flood").Count == 2, () => service.Output);
        service.ShouldLog("not reported by the watcher");
        service.Stop().ShouldBe(0, service.Output);
    }

    [Fact]
    public void A_thousand_files_per_second_are_claimed_in_bounded_memory()
    {
        using var zone = new TestZone("feed: flood\n" + Feed);
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 10s\n");
        using var service = DropZoneProcess.RunService(zone);
        var dropped = 0;
        var most = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < Seconds)
        {
            var due = (int)(watch.Elapsed.TotalSeconds * 1000);
            for (; dropped < due; dropped++)
                zone.Drop(string.Create(CultureInfo.InvariantCulture, $"flood-{dropped:000000}.csv"), Good, "flood");
            using var pause = new ManualResetEventSlim();
            pause.Wait(20);
            if (watch.Elapsed.TotalSeconds * 10 % 10 < 1)
                most = Math.Max(most, Directory.GetFiles($"{zone.Root}/incoming/flood").Length);
        }

        Until.True(() => !Directory.EnumerateFiles($"{zone.Root}/incoming/flood").Any() && zone.Jobs("working", "flood").Count == 0, () => service.LastOutput, seconds: 3600);
        var took = watch.Elapsed.TotalSeconds;
        var peak = service.PeakMegabytes;
        service.Stop().ShouldBe(0);
        zone.Jobs("archive", "flood").Count.ShouldBe(dropped);
        peak.ShouldBeLessThan(150 + (most / 1000), "150 MB, and a kilobyte for each that waits");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"rate: {dropped} files in {Seconds} s, 0 violations; all taken after {took:F0} s, {dropped / took:F0} a second, at most {most} waited, peak of {peak} MB"));
    }

    /// <summary>Creates files outside incoming on the same file system, each slightly newer than the previous one.</summary>
    private static void Make(TestZone zone, string feed, int count)
    {
        Directory.CreateDirectory($"{zone.Root}/stage");
        for (var number = 0; number < count; number++)
            File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"{zone.Root}/stage/{feed}-{number:000000}.csv"), Good);
    }

    /// <summary>Moves the files, oldest first. Does not use mv(1), which checks a file after its move, when it may already be claimed.</summary>
    private static void MoveIn(TestZone zone, string feed)
    {
        foreach (var path in Directory.GetFiles($"{zone.Root}/stage").Order(StringComparer.Ordinal))
            File.Move(path, $"{zone.Root}/incoming/{feed}/{Path.GetFileName(path)}");
    }

    private static List<string> Claimed(DropZoneProcess service, string feed) =>
        [.. ClaimedLine().Matches(service.Output).Where(match => match.Groups[1].Value == feed).Select(match => match.Groups[2].Value)];

    [GeneratedRegex(@"INFO  (\w+): (\S+) claimed, ")]
    private static partial Regex ClaimedLine();
}
