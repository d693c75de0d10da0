using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary>A feed with a <c>command</c> step, in the service and in <c>dropzone transform</c>.</summary>
public sealed class CommandTests
{
    private const string Input = "id,country\n1,de\n2,fr\n";
    private const string Sleep = "sleep 87654"; // no other test sleeps so long

    [Fact]
    public void The_output_of_the_command_is_delivered_and_its_run_is_logged()
    {
        using var zone = new TestZone(Feed("sed 's/^2/22/' | sed 's/\"//g'; printenv DROPZONE_FEED DROPZONE_FILE >&2"));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Input);
        Until.True(() => zone.Outputs().Count == 1 && service.Output.Contains(" archived: ", StringComparison.Ordinal), () => service.Output);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.csv").ShouldBe("id,country\n1,DE\n22,FR\n");
        service.ShouldLog("ended with exit code 0 after ");
        Directory.GetFileSystemEntries(zone.Jobs("archive")[0]).Select(Path.GetFileName).ShouldBe(["orders-1.csv", "receipt.json"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(SleepForEver, "did not end within its timeout of 1 s and was killed")]
    [InlineData("echo no data >&2; exit 65", "ended with exit code 65")]
    [InlineData("head -c 1073741824 /dev/zero | tr '\\0' '\\n' >&2; echo too much >&2; exit 1", "ended with exit code 1")]
    [InlineData("yes flood >&2", "did not end within its timeout of 1 s and was killed")]
    [InlineData("cat; setsid -f sleep 87654; (sleep 87654 & sleep 87654 &); exit 3", "ended with exit code 3")]
    [InlineData("setsid -f env -i setsid -f sleep 87654 <&- >&- 2>&-; kill -9 $$", "was ended by signal SIGKILL")]
    [InlineData("setsid -f sleep 87654; sleep 87654 & kill -9 $PPID; exit 0", "was lost: its supervisor was killed")]
    [InlineData("kill -9 $PPID; setsid -f env -i setsid -f sleep 87654 <&- >&- 2>&-; sleep 87654", "was lost: its supervisor was killed")]
    [InlineData("cat >/dev/null; ln -s /etc/hostname \"$TMPDIR/x\"; chmod 0 \"$TMPDIR/x\"; mkdir -p d/e; chmod 0 d; exit 1", "ended with exit code 1")]
    public void A_failing_command_fails_the_file_in_time_with_a_clear_report_and_leaves_no_process(string script, string end)
    {
        using var zone = new TestZone(Feed(script, timeout: script.Contains("1073741824", StringComparison.Ordinal) ? 60 : 1));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Input);
        // a short run may end before the folder is inspected
        Until.True(() => zone.Jobs("working").Count + zone.Jobs("failed").Count > 0, () => service.Output);
        var watch = Stopwatch.StartNew();
        Until.True(() => zone.Jobs("failed").Count == 1 && zone.Jobs("working").Count == 0, () => service.Output);
        if (!script.Contains("1073741824", StringComparison.Ordinal))
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1 + 15), "the machine is busy; the sleepers would take a day");
        Sleepers().ShouldBeEmpty();

        var folder = zone.Jobs("failed")[0];
        Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).ShouldBe(["orders-1.csv", "report.html", "report.json", "report.txt"], ignoreOrder: true);
        File.ReadAllText(folder + "/orders-1.csv").ShouldBe(Input);
        var text = string.Join(' ', File.ReadAllText(folder + "/report.txt").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain(end);
        text.ShouldContain("Standard error of the command");
        File.ReadAllText(folder + "/report.html").ShouldContain("Standard error of the command");
        using var report = JsonDocument.Parse(File.ReadAllText(folder + "/report.json"));
        report.RootElement.GetProperty("stage").GetString().ShouldBe("transform");
        report.RootElement.GetProperty("counts").EnumerateObject().Single().Name.ShouldBe(end.EndsWith("65", StringComparison.Ordinal) ? "command-rejected" : "command-failed");
        var errorOutput = report.RootElement.GetProperty("commandSaid").GetString()!;
        errorOutput.Length.ShouldBeLessThanOrEqualTo(16 * 1024);
        if (script.Contains("echo ", StringComparison.Ordinal))
            text.ShouldContain(script.Contains("no data", StringComparison.Ordinal) ? "no data" : "too much");
        zone.Outputs().ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_command_fails_the_file_and_a_retry_delivers_it_once_the_command_exists()
    {
        using var zone = new TestZone();
        var program = zone.FileOutside("fix.sh", "#!/bin/sh\nexec cat\n");
        Process.Start("chmod", ["+x", program]).WaitForExit();
        File.WriteAllText($"{zone.Etc}/feeds.d/00.yaml", TestZone.OrdersFeed + $"\n  - command: [{program}]\n");
        using var service = DropZoneProcess.RunService(zone);
        File.Move(program, program + ".gone");
        var job = zone.Fail(service, Input);
        File.ReadAllText(zone.Jobs("failed")[0] + "/report.txt").ShouldContain("ENOENT");

        File.Move(program + ".gone", program);
        zone.Failed("retry", job).ExitCode.ShouldBe(0);
        Until.True(() => zone.Outputs().Count == 1 && zone.Jobs("archive").Count == 1, () => service.Output);
    }

    [Fact]
    public void A_temporary_failure_defers_the_job_until_the_command_succeeds()
    {
        using var zone = new TestZone();
        var mark = zone.FileOutside("down", "");
        File.WriteAllText($"{zone.Etc}/feeds.d/00.yaml", Feed($"test -e {mark} && exit 75; cat"));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Input);
        Until.True(() => service.Output.Contains("deferred: the command ", StringComparison.Ordinal), () => service.Output);
        File.Delete(mark);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        zone.Jobs("failed").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stop_or_kill_of_the_service_ends_the_command_and_the_next_start_runs_the_job_once(bool kill)
    {
        using var zone = new TestZone();
        var mark = zone.FileOutside("up", "");
        File.Delete(mark);
        File.WriteAllText($"{zone.Etc}/feeds.d/00.yaml", Feed($"test -e {mark} && exec cat; setsid -f {Sleep}; echo > {mark}; trap '' TERM; {Sleep} & wait; wait", timeout: 60));
        using (var service = DropZoneProcess.RunService(zone))
        {
            zone.Drop("orders-1.csv", Input);
            Until.True(() => File.Exists(mark) && Sleepers().Count > 0, () => service.Output);
            if (kill)
                service.Kill();
            else
                service.Stop().ShouldBe(0, service.Output);
        }

        Until.True(() => Sleepers().Count == 0, () => string.Join('\n', Sleepers()));
        using var next = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Jobs("archive").Count == 1, () => next.Output);
        zone.Outputs().ShouldHaveSingleItem();
        Directory.GetFileSystemEntries(zone.Jobs("archive")[0]).Length.ShouldBe(2);
    }

    [Fact]
    public void No_process_remains_if_the_result_of_the_command_cannot_be_reported()
    {
        using var zone = new TestZone();
        // descriptor 4, for the result, is /dev/full: as with a service that was killed, writing fails
        var script = $"mkfifo {zone.Root}/lifeline; exec 3<>{zone.Root}/lifeline 4>/dev/full; exec {DropZoneProcess.Binary} supervise 0 /bin/sh -c 'setsid -f {Sleep}; exit 0'";
        using var supervisor = Process.Start("sh", ["-c", script]);
        supervisor.WaitForExit();
        Sleepers().ShouldBeEmpty();
        supervisor.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Transform_runs_the_command_and_limits_its_output()
    {
        using var zone = new TestZone(Feed("sed 's/^2/22/;s/^/x/'"));
        var run = CommandRun.Of("transform", zone.FileOutside("a.csv", Input), "--feed", "orders", "--zone", zone.Root, "--limit", "1");
        run.Output.ShouldBe("xid,country\nx1,DE\n");
        run.ExitCode.ShouldBe(0, run.Error);
    }

    [Fact]
    public void Transform_prints_the_error_output_of_the_command()
    {
        using var zone = new TestZone(Feed("echo 'line 7: no \u001b[31mred' >&2; exit 65"));
        var run = CommandRun.Of("transform", zone.FileOutside("a.csv", Input), "--feed", "orders", "--zone", zone.Root);
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("ended with exit code 65");
        run.Error.ShouldContain("  line 7: no \\x1b[31mred\n");
    }

    private const string SleepForEver = "trap '' TERM INT HUP; sleep 87654 & wait; wait";

    private static string Feed(string script, int timeout = 10) => string.Create(
        CultureInfo.InvariantCulture, $"{TestZone.OrdersFeed}\n  - command: {{ run: [sh, -c, {JsonSerializer.Serialize(script)}], timeout: {timeout}s }}\n");

    private static List<string> Sleepers() =>
        [.. Directory.GetDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)).Select(Words).Where(words => words.StartsWith(Sleep, StringComparison.Ordinal))];

    private static string Words(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
