using System.Collections.Concurrent;
using System.Globalization;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>System calls that fail, injected by strace(1), and durable steps that fail, injected by the fault seam: nothing is lost, and the service resumes automatically.</summary>
public sealed class SystemErrorTests(ITestOutputHelper output)
{
    private const int Files = 5;
    private const int MoreStepsThanAJobHas = 50;
    private const string Good = "id,country\n1,de\n";
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(6);
    private static readonly string[] Errors = ["ENOSPC", "EIO", "EACCES", "EROFS", "EMFILE", "ENOMEM"];

    /// <summary>Calls to the disk and their possible errors. Calls to pipes and memory are excluded: their failure ends the runtime itself.</summary>
    private static readonly (string Calls, string Error)[] Outages =
    [
        ("fsync,fdatasync", "EIO"),
        ("pwrite64,pwritev", "ENOSPC"),
        ("pread64,preadv", "EIO"),
        ("open,openat", "EMFILE"),
        ("open,openat", "ENOMEM"),
        ("open,openat", "EACCES"),
        ("rename,renameat,renameat2", "EROFS"),
        ("mkdir,mkdirat", "EROFS"),
        ("stat,lstat,fstat,newfstatat", "EIO"),
        ("getdents64", "EIO"),
        ("unlink,unlinkat,rmdir", "EIO"),
    ];

    private static readonly string[] Calls =
        ["openat", "fsync", "fdatasync", "pwrite64", "pread64", "renameat2", "rename", "mkdir", "lstat", "newfstatat", "fstat", "getdents64", "unlink", "rmdir", "flock", "ftruncate", "chmod"];

    [Fact]
    public async Task While_system_calls_fail_the_service_pauses_loses_nothing_and_resumes_without_a_restart()
    {
        Assert.SkipUnless(FailingCalls.IsSupported, "strace is missing, or this is not root");
        await Task.WhenAll(Outages.Select(outage => Task.Run(() => Endure(outage.Calls, outage.Error))));
    }

    [Fact]
    public void After_one_failure_of_any_call_each_delivery_ends_in_one_place()
    {
        Assert.SkipUnless(FailingCalls.IsSupported, "strace is missing, or this is not root");
        var seed = LongForm.Seed;
        var count = LongForm.Amount("DROPZONE_TEST_FAILING_CALLS", 24);
        var random = new Random(seed);
        var tries = Enumerable.Range(0, count)
            .Select(_ => (Call: Calls[random.Next(Calls.Length)], Error: Errors[random.Next(Errors.Length)], Number: random.Next(1, 9)))
            .ToList();
        Parallel.ForEach(tries, new ParallelOptions { MaxDegreeOfParallelism = 4 }, one => TryOnce(one.Call, one.Error, one.Number, $"seed {seed}: {one}"));
        output.WriteLine($"system-errors, seed {seed}: {count} calls failed, 0 violations");
    }

    [Fact]
    public void After_any_error_of_any_durable_step_a_split_ends_as_usual()
    {
        var seed = LongForm.Seed;
        output.WriteLine($"seed {seed}");
        var first = new Random(seed).Next(Errors.Length);
        var felt = new ConcurrentDictionary<int, bool>();
        Parallel.For(1, MoreStepsThanAJobHas, new ParallelOptions { MaxDegreeOfParallelism = 4 }, step =>
        {
            using var zone = new TestZone(TestZone.SplitFeed);
            if (DoInSpiteOf($"fail {step} {Errors[(first + step) % Errors.Length]}", zone))
                felt[step] = true;
        });
        output.WriteLine($"{felt.Count} steps failed in turn");
        felt.Count.ShouldBeGreaterThan(20);
        felt.Keys.Max().ShouldBeLessThan(MoreStepsThanAJobHas - 3, "all steps were tried");
    }

    /// <summary>Whether the fault was felt.</summary>
    private static bool DoInSpiteOf(string fault, TestZone zone)
    {
        using var service = DropZoneProcess.StartService(zone, fault);
        service.WaitUntilReadyOrExited();
        if (service.HasExited)
        {
            // a failure at the start is reported, and the next start works
            service.WaitForExit().ShouldNotBe(0, fault);
            service.Output.ShouldContain("cannot be used", customMessage: fault);
            using var next = DropZoneProcess.RunService(zone);
            next.Stop().ShouldBe(0, next.Output);
            return true;
        }

        zone.Drop("orders-1.csv", CrashCase.Mixed);
        Until.True(() => zone.Jobs("archive").Count == 1 && zone.Jobs("working").Count == 0, () => $"{fault}:\n{service.Output}");
        var isFelt = service.Stop() != 0 || service.Output.Contains("fault before", StringComparison.Ordinal);
        zone.Ended().ShouldBe(2, $"{fault}:\n{service.Output}");
        Directory.GetFiles($"{zone.Root}/incoming/orders").ShouldBeEmpty(fault);
        zone.Outputs().Count.ShouldBe(1, fault);
        return isFelt;
    }

    private static void Endure(string calls, string error)
    {
        var tried = $"{calls}: {error}";
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 1s\n");
        using var service = DropZoneProcess.RunService(zone);
        using (new FailingCalls(service.Id, calls, $"error={error}"))
        {
            for (var number = 0; number < Files; number++)
                zone.Drop($"orders-{number}.csv", Good);
            Until.True(() => service.ProblemCount > 0, () => $"{tried}:\n{service.Output}"); // the first attempts are work
            service.ShouldStayIdle(Outage, tried);
        }

        service.HasExited.ShouldBeFalse($"{tried}:\n{service.Output}");
        service.ProblemCount.ShouldBeLessThanOrEqualTo(Files + 6, $"{tried}:\n{service.Output}");
        Until.True(() => zone.Jobs("archive").Count == Files && zone.Jobs("working").Count == 0, () => $"{tried}:\n{service.Output}");
        service.Stop().ShouldBe(0, $"{tried}:\n{service.Output}");
        zone.Jobs("failed").ShouldBeEmpty(tried);
        ShouldHaveDelivered(zone, Files, tried);
    }

    private static void TryOnce(string call, string error, int number, string tried)
    {
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 1s\n");
        using var service = DropZoneProcess.RunService(zone);
        using (new FailingCalls(service.Id, call, string.Create(CultureInfo.InvariantCulture, $"error={error}:when={number}")))
        {
            for (var i = 0; i < Files; i++)
                zone.Drop($"orders-{i}.csv", Good);
            Until.True(() => service.HasExited || zone.Ended() == Files && zone.Jobs("working").Count == 0, () => $"{tried}:\n{service.Output}");
        }

        service.HasExited.ShouldBeFalse($"{tried}:\n{service.Output}");
        service.Stop().ShouldBe(0, $"{tried}:\n{service.Output}");

        // a claimed file that may not be opened is not retried: the error is the same as for missing permissions
        if (error == "EACCES")
            zone.Jobs("failed").ShouldAllBe(job => File.ReadAllText($"{job}/report.json").Contains("\"unreadable\"", StringComparison.Ordinal), tried);
        else
            zone.Jobs("failed").ShouldBeEmpty(tried);
        ShouldHaveDelivered(zone, Files - zone.Jobs("failed").Count, tried);
    }

    private static void ShouldHaveDelivered(TestZone zone, int files, string tried)
    {
        zone.Jobs("archive").Count.ShouldBe(files, tried);
        Directory.GetFiles($"{zone.Root}/incoming/orders").ShouldBeEmpty(tried);
        zone.Outputs().Count.ShouldBe(files, tried);
        foreach (var name in zone.Outputs())
            File.ReadAllText($"{zone.Root}/outgoing/orders/{name}").ShouldBe("id,country\n1,DE\n", tried);
    }
}
