using DropZone.EndToEnd.Harness;
using DropZone.Linux;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary>Concurrent changes to quarantined jobs: several retries of one job, files of editors, a file moved out.</summary>
public sealed class QuarantinedJobTests
{
    private const int StampLength = 25;
    private const string Bad = "id,country\nx,de\n";
    private const string Corrected = "id,country\n1,de\n";

    [Fact]
    public void Of_concurrent_retries_with_a_corrected_file_one_succeeds_with_its_content()
    {
        using var zone = new TestZone();
        using (var service = DropZoneProcess.RunService(zone))
        {
            var job = zone.Fail(service, Bad);
            service.Stop().ShouldBe(0);

            // one after the other: a retry of a locked job changes nothing
            using (PrivateLock.TryTake($"{zone.Root}/state/locks", job[..StampLength]))
            {
                var (exitCode, output) = zone.Failed("retry", job, "--file", zone.FileOutside("m", Corrected));
                exitCode.ShouldBe(2);
                output.ShouldContain("another command is working on it");
                File.ReadAllText(zone.Jobs("failed")[0] + "/orders-1.csv").ShouldBe(Bad);
            }

            var runs = new (int ExitCode, string Output)[6];
            var files = runs.Select((_, i) => zone.FileOutside($"corrected{i}", $"id,country\n{i},de\n")).ToList();
            Parallel.For(0, runs.Length, i => runs[i] = zone.Failed("retry", job, "--file", files[i]));
            runs.Select(run => run.ExitCode).Order().ToList().ShouldBe([0, 2, 2, 2, 2, 2], string.Join("\n", runs));
            var winner = Array.FindIndex(runs, run => run.ExitCode == 0);
            using var next = DropZoneProcess.RunService(zone);
            Until.True(() => zone.Jobs("archive").Count == 1, () => next.Output);
            File.ReadAllText(zone.Jobs("archive")[0] + "/orders-1.csv").ShouldBe($"id,country\n{winner},de\n");
            Directory.GetFiles(zone.Jobs("archive")[0]).ShouldAllBe(path => !path.EndsWith(".part", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("discard")]
    [InlineData("erase")]
    public void A_reader_who_locks_the_quarantine_folder_blocks_no_command(string command)
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Bad);
        using (ExclusiveLock.TryTake(zone.Jobs("failed")[0]))
        {
            var (exitCode, output) = command switch
            {
                "retry" => zone.Failed("retry", job),
                "discard" => zone.Failed("discard", job, "--yes"),
                _ => DropZoneProcess.Run("erase", job, "--yes", "--zone", zone.Root),
            };
            exitCode.ShouldBe(0, output);
        }

        foreach (var folder in new[] { "locks" }.Concat(command == "retry" ? [] : ["trash"]).Select(name => $"{zone.Root}/state/{name}"))
        {
            Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
            FileStatus.At(folder)!.Value.Mode.ShouldBe(0x1C0u, $"{folder}: 0700");
        }
    }

    [Fact]
    public void The_lock_of_a_killed_command_locks_nothing_and_a_sweep_removes_it()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Bad);
        DropZoneProcess.RunWith("exit retry", "failed", "retry", job, "--zone", zone.Root).ExitCode.ShouldNotBe(0);
        Directory.GetFileSystemEntries($"{zone.Root}/state/locks").Length.ShouldBe(1);
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "retention: { failed: 30d }\n");
        DropZoneProcess.Run("sweep", "--zone", zone.Root).ExitCode.ShouldBe(0);
        Directory.GetFileSystemEntries($"{zone.Root}/state/locks").ShouldBeEmpty();

        DropZoneProcess.RunWith("exit retry", "failed", "retry", job, "--zone", zone.Root).ExitCode.ShouldNotBe(0);
        zone.Failed("discard", job, "--yes").ExitCode.ShouldBe(0);
        Directory.GetFileSystemEntries($"{zone.Root}/state/locks").ShouldBeEmpty();
    }

    [Fact]
    public void Of_concurrent_retries_of_rejects_one_succeeds_and_no_companion_remains()
    {
        using var zone = new TestZone(TestZone.WaitingSplitFeed);
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Split(service);
        var runs = new (int ExitCode, string Output)[6];
        var files = runs.Select((_, i) => zone.FileOutside($"corrected{i}", $"id,country\n{i},de\n")).ToList();
        Parallel.For(0, runs.Length, i => runs[i] = zone.Failed("retry", job, "--file", files[i]));
        runs.Select(run => run.ExitCode).Order().ToList().ShouldBe([0, 2, 2, 2, 2, 2], string.Join("\n", runs));
        var winner = Array.FindIndex(runs, run => run.ExitCode == 0);
        Until.True(() => zone.Ended() == 2, () => service.Output);
        zone.Jobs("failed").ShouldBeEmpty(service.Output);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.rejects.csv").ShouldBe($"id,country\n{winner},DE\n");
        Directory.GetFileSystemEntries($"{zone.Root}/incoming/orders").ShouldBeEmpty();
    }

    [Fact]
    public void Files_of_editors_next_to_the_rejects_are_kept_and_never_run_as_a_job()
    {
        using var zone = new TestZone(TestZone.WaitingSplitFeed);
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Split(service);
        var folder = zone.Jobs("failed")[0];
        File.WriteAllText($"{folder}/rejects.csv~", "mine");
        zone.Failed("retry", job).ExitCode.ShouldBe(0);
        Until.True(() => zone.Ended() == 3, () => service.Output); // the rejects are still invalid
        var (exitCode, output) = zone.Failed("retry", job);
        exitCode.ShouldBe(2);
        output.ShouldContain("its rejected rows were already resubmitted");
        zone.Failed("show", job).Output.ShouldContain($"rm -r {folder}");

        // not even without the reports that identify the split
        foreach (var report in Directory.GetFiles(folder, "report.*"))
            File.Delete(report);
        (exitCode, output) = zone.Failed("retry", job);
        exitCode.ShouldBe(2);
        output.ShouldContain("belong to no job. Remove them");
        File.ReadAllText($"{folder}/rejects.csv~").ShouldBe("mine");
        zone.Jobs("working").ShouldBeEmpty();
    }

    [Fact]
    public void A_retry_of_a_job_whose_file_was_moved_out_requires_the_file()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Bad);
        File.Delete(zone.Jobs("failed")[0] + "/orders-1.csv");
        var (exitCode, output) = zone.Failed("retry", job);
        exitCode.ShouldBe(2);
        output.ShouldContain("Put it back, or give a copy with --file");
        zone.Failed("show", job).Output.ShouldContain("--file FILE");
        zone.Failed("retry", job, "--file", zone.FileOutside("m", Corrected)).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText(zone.Jobs("archive")[0] + "/orders-1.csv").ShouldBe(Corrected);
    }

    [Fact]
    public void An_unreadable_job_does_not_hide_others_and_the_message_names_a_user_who_can_read_it()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        zone.Drop("orders-2.csv", Bad);
        Until.True(() => zone.Jobs("failed").Count == 2 && zone.Jobs("working").Count == 0, () => service.Output);
        var closed = zone.Jobs("failed")[0];
        const int otherUser = 65534;
        var isRoot = Environment.IsPrivilegedProcess;
        if (isRoot)
            Syscall.chown($"{zone.Root}/failed", otherUser, otherUser).ShouldBe(0);
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

        // root reads everything, unless it drops that capability
        CommandRun Unprivileged(params string[] arguments) => isRoot
            ? CommandRun.Under(["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--"], ["failed", .. arguments, "--zone", zone.Root])
            : CommandRun.Of(["failed", .. arguments, "--zone", zone.Root]);
    }
}
