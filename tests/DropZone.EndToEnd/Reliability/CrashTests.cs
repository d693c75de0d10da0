using System.Globalization;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>
/// Kills, at every durable step and at random moments: each delivery ends in one place, once, with the same bytes. For the cases in
/// which the built program adds nothing, see the test KilledSessionTests.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const string RememberingFeed = TestZone.OrdersFeed + "\n  - deduplicate: { by: id, window: 30d }\n  - command: [cat]\n";
    private const int KillsOfThePassingLoad = 20;

    [Theory]
    [InlineData(CrashCase.Good, "archive", RememberingFeed)]
    [InlineData(CrashCase.Mixed, "split", CrashCase.LoadingFeed)]
    public void Killed_before_any_durable_step_a_job_is_recovered_exactly_once(string content, string end, string feed)
    {
        var killed = 0;
        for (var step = 1; ; step++)
        {
            using var zone = new TestZone(feed);
            using (var service = DropZoneProcess.StartService(zone, string.Create(CultureInfo.InvariantCulture, $"exit {step}")))
            {
                zone.Drop("orders-1.csv", content);
                Until.True(() => service.HasExited || CrashCase.IsEnded(zone.Root, end), () => service.Output);
                service.WaitUntilReadyOrExited();

                // a stop performs durable steps, too: the kill may happen there
                if (service.Stop() == 0)
                {
                    CrashCase.CheckEnd(zone.Root, content, end);
                    break;
                }

                killed++;
            }

            using var recovered = DropZoneProcess.RunService(zone);
            Until.True(() => CrashCase.IsEnded(zone.Root, end), () => $"step {step}:\n{recovered.Output}");
            recovered.Stop().ShouldBe(0, recovered.Output);
            CrashCase.CheckEnd(zone.Root, content, end);
            if (feed == RememberingFeed)
                CheckMemory(zone);
        }

        output.WriteLine($"killed before each of {killed} steps");
        killed.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void A_failing_durable_step_defers_the_job_and_loses_nothing()
    {
        foreach (var step in new[] { "sync-original", "sync-output", "write-receipt", "name-receipt", "sync-job", "deliver", "sync-target", "archive", "sync-archive-date" })
        {
            using var zone = new TestZone();
            using var service = DropZoneProcess.RunService(zone, $"fail {step} EIO");
            zone.Drop("orders-1.csv", CrashCase.Good);
            Until.True(() => service.Output.Contains(" archived: ", StringComparison.Ordinal), () => $"{step}:\n{service.Output}");
            service.ShouldLog("deferred");
            service.Stop().ShouldBe(0);
            CrashCase.CheckEnd(zone.Root, CrashCase.Good, "archive");
        }
    }

    [Fact]
    public void A_failing_step_of_a_bad_job_defers_it_and_it_still_fails()
    {
        foreach (var step in new[] { "sync-original", "write-reports", "name-reports", "sync-bundle", "fail", "sync-failed-feed" })
        {
            using var zone = new TestZone();
            using var service = DropZoneProcess.RunService(zone, $"fail {step} ENOSPC");
            zone.Drop("orders-1.csv", CrashCase.Bad);
            Until.True(() => service.Output.Contains("failed: type-error", StringComparison.Ordinal), () => $"{step}:\n{service.Output}");
            service.ShouldLog("deferred");
            service.Stop().ShouldBe(0);
            CrashCase.CheckEnd(zone.Root, CrashCase.Bad, "failed");
        }
    }

    [Fact]
    public void A_failing_step_of_a_split_defers_it_and_no_row_is_lost_or_doubled()
    {
        foreach (var step in new[]
        {
            "sync-rejects", "make-rejects", "name-rejects", "write-reports", "sync-bundle", "name-receipt", "make-failed-feed", "set-aside",
            "sync-failed-feed", "deliver", "sync-archive-date",
        })
        {
            using var zone = new TestZone(TestZone.SplitFeed);
            using var service = DropZoneProcess.RunService(zone, $"fail {step} EIO");
            zone.Drop("orders-1.csv", CrashCase.Mixed);
            Until.True(() => service.Output.Contains(" split: ", StringComparison.Ordinal), () => $"{step}:\n{service.Output}");
            service.ShouldLog("deferred");
            service.Stop().ShouldBe(0);
            CrashCase.CheckEnd(zone.Root, CrashCase.Mixed, "split");
        }
    }

    [Fact]
    public void Killed_at_random_moments_under_load_every_delivery_ends_exactly_once_with_the_same_bytes()
    {
        const int files = 1000;
        var seed = LongForm.Seed;
        output.WriteLine($"seed {seed}; repeat with DROPZONE_TEST_SEED={seed}");
        var random = new Random(seed);
        using var zone = new TestZone();
        var kills = 0;
        var dropped = 0;
        var service = DropZoneProcess.StartService(zone);
        while (kills < KillsOfThePassingLoad)
        {
            // drop a part of the files, then kill the service while it processes them
            var share = Math.Min(files - dropped, files / KillsOfThePassingLoad);
            for (var i = 0; i < share; i++)
                Drop(zone, dropped++);
            using var pause = new ManualResetEventSlim();
            pause.Wait(random.Next(0, 250));
            service.Kill();
            service.Dispose();
            kills++;
            service = DropZoneProcess.StartService(zone);
        }

        using (service)
        {
            while (dropped < files)
                Drop(zone, dropped++);
            Until.True(() => zone.Ended() >= files, () => $"{zone.Ended()} of {files}:\n{service.Output}", seconds: 120);
            service.WaitUntilReady();
            service.Stop().ShouldBe(0);
        }

        // each delivery in one place, once; on a slow machine the same job may be killed three times, which makes it suspect
        var poisoned = Names(zone.Jobs("failed").Where(job => File.ReadAllText($"{job}/report.json").Contains("\"poison\"", StringComparison.Ordinal))).ToList();
        output.WriteLine($"poison: {poisoned.Count}");
        poisoned.Count.ShouldBeLessThanOrEqualTo(KillsOfThePassingLoad / 3, "each needs three kills");
        // some of them had been sealed, or delivered, when they were quarantined
        var delivered = zone.Jobs("failed").Where(job => File.Exists($"{job}/receipt.json") && !File.Exists($"{job}/output.csv")).ToList();
        var good = Enumerable.Range(0, files).Where(i => i % 10 != 0 && !poisoned.Contains(Name(i))).ToList();
        Names(zone.Jobs("archive")).ShouldBe(good.Select(Name).Order(StringComparer.Ordinal));
        Names(zone.Jobs("failed")).ShouldBe(Enumerable.Range(0, files).Except(good).Select(Name).Order(StringComparer.Ordinal));
        zone.Jobs("working").ShouldBeEmpty();
        Directory.GetFiles($"{zone.Root}/incoming/orders").ShouldBeEmpty();

        foreach (var job in zone.Jobs("failed"))
            File.ReadAllText($"{job}/{Path.GetFileName(job)[26..]}").ShouldBe(Content(int.Parse(Path.GetFileName(job)[33..37], CultureInfo.InvariantCulture)), job);

        // each output once, with the bytes of an undisturbed run
        zone.Outputs().ShouldBe(good.Select(Name).Concat(Names(delivered)).Order(StringComparer.Ordinal));
        foreach (var i in good)
            File.ReadAllText($"{zone.Root}/outgoing/orders/{Name(i)}").ShouldBe(Content(i).ToUpperInvariant().Replace("ID,COUNTRY", "id,country"));
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"orders-{i:0000}.csv");

    private static string Content(int i) => "id,country\n" + (i % 10 == 0 ? "oops,de\n" : "") +
        string.Concat(Enumerable.Range(0, i % 50 * 20).Select(row => string.Create(CultureInfo.InvariantCulture, $"{i}{row:000},de\n")));

    private static void Drop(TestZone zone, int i) => zone.Drop(Name(i), Content(i));

    private static IEnumerable<string> Names(IEnumerable<string> jobs) =>
        jobs.Select(job => Path.GetFileName(job)[26..]).Order(StringComparer.Ordinal);

    /// <summary>Asserts that the delivery is in the ledger once: the same file is skipped, and its rows are dropped from others.</summary>
    private static void CheckMemory(TestZone zone)
    {
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", CrashCase.Good);
        Until.True(() => service.Output.Contains(" skipped: ", StringComparison.Ordinal), () => service.Output);
        zone.Drop("orders-2.csv", "id,country\n1,de\n3,it\n2,fr\n");
        Until.True(() => zone.Jobs("archive").Count == 3, () => service.Output);
        zone.Outputs().ShouldBe(["orders-1.csv", "orders-2.csv"]);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-2.csv").ShouldBe("id,country\n3,IT\n");
    }
}
