using DropZone.EndToEnd.Harness;
using DropZone.Linux;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Service;

/// <summary>A kill before any durable step, or an error of one, leaves a zone in which each job ends exactly once.</summary>
public sealed class KilledSessionTests(ITestOutputHelper output)
{
    private const int MoreStepsThanAJobHas = 60;
    private static readonly string[] Errors = ["ENOSPC", "EIO", "EACCES", "EROFS", "EMFILE", "ENOMEM"];

    [Theory]
    [InlineData(CrashCase.Good, "archive", CrashCase.OrdersFeed)]
    [InlineData(CrashCase.Bad, "failed", CrashCase.OrdersFeed)]
    [InlineData(CrashCase.Good, "archive", CrashCase.SplitFeed)]
    [InlineData(CrashCase.Bad, "failed", CrashCase.SplitFeed)]
    [InlineData(CrashCase.Mixed, "split", CrashCase.SplitFeed)]
    [InlineData(CrashCase.Good, "archive", CrashCase.LoadingFeed)]
    public async Task Killed_before_any_durable_step_a_job_is_recovered_exactly_once(string content, string end, string feed)
    {
        using var zone = new KilledZone(feed);
        zone.Drop("orders-1.csv", content);
        await RecoverAll(zone, () => CrashCase.IsEnded(zone.Root, end), () => CrashCase.CheckEnd(zone.Root, content, end));
    }

    [Theory]
    [InlineData(CrashCase.Good, "archive")]
    [InlineData(CrashCase.Bad, "failed")]
    [InlineData(CrashCase.Mixed, "split")]
    public async Task Killed_before_any_durable_step_a_file_of_another_user_ends_as_the_services_own(string content, string end)
    {
        Assert.SkipUnless(SystemUser.IsRoot, "only root can give files to other users");
        const uint sender = 4711;
        using var zone = new KilledZone(CrashCase.SplitFeed);
        zone.Drop("orders-1.csv", content);
        zone.Give("orders-1.csv", sender);
        await RecoverAll(zone, () => CrashCase.IsEnded(zone.Root, end), () =>
        {
            CrashCase.CheckEnd(zone.Root, content, end);
            var job = ZoneFolders.Jobs(zone.Root, end == "failed" ? end : "archive")[0];
            var taken = FileStatus.At($"{job}/orders-1.csv")!.Value;
            (taken.Owner, taken.Mode).ShouldBe((0u, 0x1A0u)); // 0640
            File.ReadAllText($"{job}/{(end == "failed" ? "report.json" : "receipt.json")}").ShouldContain($"\"uid\": {sender}");
        });
    }

    [Theory]
    [InlineData("fail sync-output EIO")]
    [InlineData("fail name-receipt ENOSPC")]
    [InlineData("fail deliver EROFS")]
    public async Task Killed_before_any_durable_step_a_deferred_job_is_delivered_exactly_once(string fault)
    {
        using var zone = new KilledZone(CrashCase.OrdersFeed);
        zone.Drop("orders-1.csv", CrashCase.Good);
        await RecoverAll(
            zone, () => CrashCase.IsEnded(zone.Root, "archive"), () => CrashCase.CheckEnd(zone.Root, CrashCase.Good, "archive"), fault);
    }

    [Fact]
    public async Task Killed_before_any_durable_step_a_duplicate_is_still_skipped()
    {
        using var zone = new KilledZone($"{CrashCase.OrdersFeed}\nduplicates: {{ by: content }}\n");
        zone.Drop("orders-0.csv", CrashCase.Good);
        await zone.RunAsync(() => CrashCase.IsEnded(zone.Root, "archive"));
        zone.Drop("orders-1.csv", CrashCase.Good);
        await RecoverAll(zone, () => ZoneFolders.Jobs(zone.Root, "archive").Count == 2, () =>
        {
            ZoneFolders.Outputs(zone.Root).ShouldBe(["orders-0.csv"]);
            ZoneFolders.Jobs(zone.Root, "failed").ShouldBeEmpty();
            var receipts = ZoneFolders.Jobs(zone.Root, "archive").Select(job => File.ReadAllText($"{job}/receipt.json")).ToList();
            receipts.Count(receipt => receipt.Contains("\"duplicate\"", StringComparison.Ordinal)).ShouldBe(1);
        });
    }

    [Theory]
    [InlineData(CrashCase.Good, "archive")]
    [InlineData(CrashCase.Bad, "failed")]
    [InlineData(CrashCase.Mixed, "split")]
    public async Task After_any_error_of_any_durable_step_the_job_ends_as_usual(string content, string end)
    {
        var seed = LongForm.Seed;
        output.WriteLine($"seed {seed}");
        var first = new Random(seed).Next(Errors.Length);
        var failed = new List<int>();
        for (var step = 1; step < MoreStepsThanAJobHas; step++)
        {
            using var zone = new KilledZone(CrashCase.SplitFeed);
            zone.Drop("orders-1.csv", content);
            if (await zone.RunInSpiteOfAsync(() => CrashCase.IsEnded(zone.Root, end), $"fail {step} {Errors[(first + step) % Errors.Length]}"))
                failed.Add(step);
            CrashCase.CheckEnd(zone.Root, content, end);
        }

        output.WriteLine($"{failed.Count} steps failed in turn");
        failed.Count.ShouldBeGreaterThan(20);
        failed.Max().ShouldBeLessThan(MoreStepsThanAJobHas - 3, "all steps were tried");
    }

    /// <summary>Runs a session to its end, and a new one on the image of each of its steps.</summary>
    private async Task RecoverAll(KilledZone zone, Func<bool> isEnded, Action check, string? fault = null)
    {
        await zone.RunAndImageAsync(isEnded, fault);
        check();
        for (var step = 1; step <= zone.Images; step++)
        {
            zone.Restore(step);
            await zone.RunAsync(isEnded);
            check();
        }

        output.WriteLine($"killed before each of {zone.Images} steps");
        zone.Images.ShouldBeGreaterThan(15);
    }
}
