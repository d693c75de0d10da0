using DropZone.EndToEnd.Harness;
using DropZone.Linux;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary>What may have become of a bundle between two looks: several who retry it, an editor's leavings, a file taken out.</summary>
public sealed class BundleTests
{
    private const string Bad = "id,country\nx,de\n";
    private const string Mended = "id,country\n1,de\n";

    [Fact]
    public void Of_those_who_mend_the_same_job_one_wins_with_its_bytes()
    {
        using var zone = new TestZone();
        using (var service = DropZoneProcess.RunService(zone))
        {
            var job = zone.Fail(service, Bad);
            service.Stop().ShouldBe(0);

            // one after the other: whoever comes while it is held changes nothing
            using (ExclusiveLock.TryTake(zone.Jobs("failed")[0]))
            {
                var (exitCode, output) = zone.Failed("retry", job, "--file", zone.FileBeside("m", Mended));
                exitCode.ShouldBe(2);
                output.ShouldContain("another command is working on it");
                File.ReadAllText(zone.Jobs("failed")[0] + "/orders-1.csv").ShouldBe(Bad);
            }

            var runs = new (int ExitCode, string Output)[6];
            var files = runs.Select((_, i) => zone.FileBeside($"mended{i}", $"id,country\n{i},de\n")).ToList();
            Parallel.For(0, runs.Length, i => runs[i] = zone.Failed("retry", job, "--file", files[i]));
            runs.Select(run => run.ExitCode).Order().ToList().ShouldBe([0, 2, 2, 2, 2, 2], string.Join("\n", runs));
            var winner = Array.FindIndex(runs, run => run.ExitCode == 0);
            using var next = DropZoneProcess.RunService(zone);
            Until.True(() => zone.Jobs("archive").Count == 1, () => next.Output);
            File.ReadAllText(zone.Jobs("archive")[0] + "/orders-1.csv").ShouldBe($"id,country\n{winner},de\n");
            Directory.GetFiles(zone.Jobs("archive")[0]).ShouldAllBe(path => !path.EndsWith(".part", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Of_those_who_drop_the_same_rejects_one_wins_and_no_companion_is_left()
    {
        using var zone = new TestZone(TestZone.WaitingSplitFeed);
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Split(service);
        var runs = new (int ExitCode, string Output)[6];
        var files = runs.Select((_, i) => zone.FileBeside($"mended{i}", $"id,country\n{i},de\n")).ToList();
        Parallel.For(0, runs.Length, i => runs[i] = zone.Failed("retry", job, "--file", files[i]));
        runs.Select(run => run.ExitCode).Order().ToList().ShouldBe([0, 2, 2, 2, 2, 2], string.Join("\n", runs));
        var winner = Array.FindIndex(runs, run => run.ExitCode == 0);
        Until.True(() => zone.Ended() == 2, () => service.Output);
        zone.Jobs("failed").ShouldBeEmpty(service.Output);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.rejects.csv").ShouldBe($"id,country\n{winner},DE\n");
        Directory.GetFileSystemEntries($"{zone.Root}/incoming/orders").ShouldBeEmpty();
    }

    [Fact]
    public void What_an_editor_left_beside_the_rejects_is_kept_and_never_run_as_a_job()
    {
        using var zone = new TestZone(TestZone.WaitingSplitFeed);
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Split(service);
        var bundle = zone.Jobs("failed")[0];
        File.WriteAllText($"{bundle}/rejects.csv~", "mine");
        zone.Failed("retry", job).ExitCode.ShouldBe(0);
        Until.True(() => zone.Ended() == 3, () => service.Output); // the rejects are as bad as before
        var (exitCode, output) = zone.Failed("retry", job);
        exitCode.ShouldBe(2);
        output.ShouldContain("its rejected rows were already resubmitted");
        zone.Failed("show", job).Output.ShouldContain($"rm -r {bundle}");

        // not even if nothing tells of the split any more
        foreach (var report in Directory.GetFiles(bundle, "report.*"))
            File.Delete(report);
        (exitCode, output) = zone.Failed("retry", job);
        exitCode.ShouldBe(2);
        output.ShouldContain("belong to no job. Remove them");
        File.ReadAllText($"{bundle}/rejects.csv~").ShouldBe("mine");
        zone.Jobs("working").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_was_taken_out_of_its_bundle_is_asked_for_and_put_back()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Bad);
        File.Delete(zone.Jobs("failed")[0] + "/orders-1.csv");
        var (exitCode, output) = zone.Failed("retry", job);
        exitCode.ShouldBe(2);
        output.ShouldContain("Put it back, or give a copy with --file");
        zone.Failed("show", job).Output.ShouldContain("--file FILE");
        zone.Failed("retry", job, "--file", zone.FileBeside("m", Mended)).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText(zone.Jobs("archive")[0] + "/orders-1.csv").ShouldBe(Mended);
    }

    [Fact]
    public void A_bundle_that_cannot_be_read_hides_no_other_and_says_who_can()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        zone.Drop("orders-2.csv", Bad);
        Until.True(() => zone.Jobs("failed").Count == 2 && zone.Jobs("working").Count == 0, () => service.Output);
        var closed = zone.Jobs("failed")[0];
        const int nobody = 65534;
        var isRoot = Environment.IsPrivilegedProcess;
        if (isRoot)
            Syscall.chown($"{zone.Root}/failed", nobody, nobody).ShouldBe(0);
        Syscall.chmod(closed, 0).ShouldBe(0);
        try
        {
            var list = Unprivileged("list");
            list.ExitCode.ShouldBe(4);
            list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
            list.Output.ShouldContain("unreadable");
            list.Output.ShouldContain("1 type-error");
            list.Error.ShouldContain("EACCES");
            if (isRoot)
                list.Error.ShouldContain("Run it as the service's user: sudo -u nobody dropzone …");
            foreach (var command in new[] { "show", "retry" })
                Unprivileged(command, Path.GetFileName(closed)).ExitCode.ShouldBe(4);
            Unprivileged("show", Path.GetFileName(zone.Jobs("failed")[1])).ExitCode.ShouldBe(0);
        }
        finally
        {
            Syscall.chmod(closed, FilePermissions.S_IRWXU).ShouldBe(0);
        }

        // root reads everything, unless it gives up that capability
        CommandRun Unprivileged(params string[] arguments) => isRoot
            ? CommandRun.Under(["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--"], ["failed", .. arguments, "--zone", zone.Root])
            : CommandRun.Of(["failed", .. arguments, "--zone", zone.Root]);
    }
}
