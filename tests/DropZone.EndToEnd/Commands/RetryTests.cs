using System.Globalization;
using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone failed list | show | retry</c> on zones with and without a running service.</summary>
public sealed class RetryTests
{
    private const string Bad = "id,country\nx,de\n";
    private const string Corrected = "id,country\n1,de\n";
    private const string Mixed = TestZone.MixedRows;

    [Fact]
    public void A_corrected_file_is_retried_as_the_same_job()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Bad);
        var corrected = zone.FileOutside("corrected.csv", Corrected);
        var (exitCode, output) = zone.Failed("retry", job, "--file", corrected);
        exitCode.ShouldBe(0, output);
        output.ShouldContain("orders-1.csv queued for retry as the same job");
        output.ShouldContain("resumes it within seconds");
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        var archived = zone.Jobs("archive").Single();
        Path.GetFileName(archived).ShouldBe(job);
        File.ReadAllText($"{archived}/orders-1.csv").ShouldBe(Corrected);
        File.Exists(corrected).ShouldBeTrue("it is copied");
        zone.Jobs("failed").ShouldBeEmpty();
        zone.Outputs().ShouldBe(["orders-1.csv"]);
        service.ShouldLog("retried on request");
    }

    [Fact]
    public void Without_a_service_the_next_start_runs_the_retry_and_invalid_files_fail_again()
    {
        using var zone = new TestZone();
        string job;
        using (var service = DropZoneProcess.RunService(zone))
        {
            job = zone.Fail(service, Bad);
            service.Stop().ShouldBe(0);
        }

        var (exitCode, output) = zone.Failed("retry", job[17..25]);
        exitCode.ShouldBe(0, output);
        output.ShouldContain("is not running. It resumes the job when it starts");
        zone.Jobs("failed").ShouldBeEmpty();
        var (again, why) = zone.Failed("retry", job);
        again.ShouldBe(2);
        why.ShouldContain($"{job} is already queued for retry. The service resumes it when it starts.");
        using var next = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Jobs("failed").Count == 1, () => next.Output);
        Directory.GetFiles(zone.Jobs("failed").Single()).Select(Path.GetFileName).Where(name => name![0] != '.').Order()
            .ShouldBe(["audit.jsonl", "orders-1.csv", "report.html", "report.json", "report.txt"]);
    }

    [Fact]
    public void The_rejects_of_a_split_become_a_new_delivery_with_the_companion_of_the_feed()
    {
        using var zone = new TestZone(TestZone.WaitingSplitFeed);
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Split(service);
        var (exitCode, output) = zone.Failed("retry", job, "--file", zone.FileOutside("corrected.csv", "id,country\n3,it\n"));
        exitCode.ShouldBe(0, output);
        output.ShouldContain("incoming/orders/orders-1.rejects.csv");
        Until.True(() => zone.Jobs("archive").Count == 2, () => service.Output);
        zone.Jobs("failed").ShouldBeEmpty();
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.rejects.csv").ShouldBe("id,country\n3,IT\n");
        Directory.GetFileSystemEntries($"{zone.Root}/incoming/orders").ShouldBeEmpty();
    }

    [Fact]
    public void A_retry_of_rejects_does_not_replace_a_file_in_incoming()
    {
        using var zone = new TestZone(TestZone.SplitFeed);
        using (var service = DropZoneProcess.RunService(zone))
        {
            zone.Drop("orders-1.csv", Mixed);
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            service.Stop().ShouldBe(0);
        }

        zone.Drop("orders-1.rejects.csv", "another");
        zone.Failed("retry", "2").ExitCode.ShouldBe(0);
        File.ReadAllText($"{zone.Root}/incoming/orders/orders-1.rejects.csv").ShouldBe("another");
        File.ReadAllText(Directory.GetFiles($"{zone.Root}/incoming/orders", "orders-1.rejects.2*.csv").ShouldHaveSingleItem())
            .ShouldBe("id,country\nx,it\n");
    }

    [Fact]
    public void List_is_newest_first_80_columns_wide_and_marks_splits()
    {
        using var zone = new TestZone(TestZone.SplitFeed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Failed("list").Output.ShouldBe("No failed jobs.");
        var long1 = $"orders-{new string('ä', 90)}.csv";
        zone.Drop(long1, Bad);
        Until.True(() => zone.Jobs("failed").Count == 1, () => service.Output);
        zone.Drop("orders-2.csv", Mixed);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);

        var lines = zone.Failed("list").Output.Split('\n');
        lines.Length.ShouldBe(3);
        lines.ShouldAllBe(line => line.Length <= 80);
        lines[1].ShouldContain("orders-2.csv");
        lines[1].ShouldEndWith("split, 1 type-error");
        lines[2].ShouldEndWith("1 type-error");
        zone.Failed("list", "--feed", "other").Output.ShouldBe("No failed jobs in other. Feeds with failed jobs: orders.");

        var objects = zone.Failed("list", "--format", "json").Output.Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        objects.Select(job => job.GetProperty("outcome").GetString()).ShouldBe(["split", "failed"]);
        objects[1].GetProperty("file").GetString().ShouldBe(long1);
        objects[0].GetProperty("counts").GetProperty("type-error").GetInt64().ShouldBe(1);
    }

    [Fact]
    public void Show_prints_the_report_the_quarantine_folder_and_working_commands()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Bad);
        var (exitCode, output) = zone.Failed("show", job[..20]);
        exitCode.ShouldBe(0);
        output.ShouldContain("Positions");
        output.ShouldContain($"{zone.Root}/failed/orders/{job}");
        var retry = output.Split('\n').First(line => line.Contains("dropzone failed retry", StringComparison.Ordinal)).Trim();
        var json = JsonDocument.Parse(zone.Failed("show", job, "--format", "json").Output).RootElement;
        json.GetProperty("report").GetProperty("job").GetString().ShouldBe(job);
        json.GetProperty("next")[0].GetString().ShouldBe(retry);
        zone.Failed("show", job, "--format", "json").Output.ShouldNotContain('\n', "an object a line");
        DropZoneProcess.Run(retry.Split(' ')[1..]).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Invalid_requests_exit_with_2_and_an_unusable_zone_with_4()
    {
        using var zone = new TestZone();
        using (var service = DropZoneProcess.RunService(zone))
        {
            zone.Fail(service, Bad);
            zone.Drop("orders-2.csv", Bad);
            Until.True(() => zone.Jobs("failed").Count == 2, () => service.Output);
            zone.Drop("x.csv", Bad, feed: "unknown");
            Until.True(() => zone.Jobs("failed", "default").Count == 1, () => service.Output);
        }

        zone.Failed("retry", "zzzz").ExitCode.ShouldBe(2);
        var (ambiguous, output) = zone.Failed("retry", "20");
        ambiguous.ShouldBe(2);
        output.ShouldContain("3 failed jobs start with 20. Give more of the name:");
        var (refused, why) = zone.Failed("retry", Path.GetFileName(zone.Jobs("failed", "default")[0]));
        refused.ShouldBe(2);
        why.ShouldContain("no feed claims it");
        File.WriteAllText(zone.Jobs("failed")[0] + "/receipt.json", "{}");
        var (isSealed, reason) = zone.Failed("retry", Path.GetFileName(zone.Jobs("failed")[0]), "--file", zone.FileOutside("m", Corrected));
        isSealed.ShouldBe(2);
        reason.ShouldContain("directory already loaded its rows");
        foreach (var none in new[] { "/none", "", zone.Root, Fifo(zone) })
            zone.Failed("retry", Path.GetFileName(zone.Jobs("failed")[1]), "--file", none).ExitCode.ShouldBe(2);
        zone.Failed("retry", "").Output.ShouldContain("The job name is empty");
        DropZoneProcess.Run("failed", "list", "--zone", zone.Root + "/etc").ExitCode.ShouldBe(4);
        zone.Jobs("failed").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(Bad, Corrected, "orders-1.csv")]
    [InlineData(Mixed, "id,country\n3,it\n", "orders-1.rejects.csv")]
    public void Killed_before_any_durable_step_a_retry_can_be_repeated_and_runs_once(string content, string corrected, string outputName)
    {
        var splits = content == Mixed;
        using var failed = new TestZone(TestZone.SplitFeed);
        string job;
        using (var service = DropZoneProcess.RunService(failed))
        {
            job = failed.Fail(service, content);
            service.Stop().ShouldBe(0);
        }

        var killed = 0;
        for (var step = 1; ; step++)
        {
            using var zone = failed.Copy();
            string[] arguments = ["failed", "retry", job, "--zone", zone.Root, "--file", zone.FileOutside("corrected.csv", corrected)];
            var isOver = DropZoneProcess.RunWith(Exit(step), arguments).ExitCode == 0;
            if (!isOver)
            {
                killed++;
                DropZoneProcess.Run(arguments); // 2 if the rename was already done
            }

            using var last = DropZoneProcess.RunService(zone);
            Until.True(() => zone.Jobs("archive").Count == (splits ? 2 : 1), () => $"step {step}:\n{last.Output}");
            last.Stop().ShouldBe(0);
            zone.Jobs("failed").ShouldBeEmpty($"step {step}");
            zone.Outputs().ShouldBe(splits ? ["orders-1.csv", outputName] : [outputName]);
            File.ReadAllText($"{zone.Root}/outgoing/orders/{outputName}").ShouldBe(corrected.ToUpperInvariant().Replace("ID,COUNTRY", "id,country"));
            Directory.GetFiles($"{zone.Root}/incoming/orders").ShouldBeEmpty();
            if (isOver)
                break;
        }

        killed.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Killed_before_any_durable_step_the_service_resumes_a_retried_job()
    {
        using var retried = new TestZone();
        string job;
        using (var service = DropZoneProcess.RunService(retried))
        {
            job = retried.Fail(service, Bad);
            service.Stop().ShouldBe(0);
        }

        retried.Failed("retry", job, "--file", retried.FileOutside("corrected.csv", Corrected)).ExitCode.ShouldBe(0);
        var killed = 0;
        for (var step = 1; ; step++)
        {
            using var zone = retried.Copy();
            using (var service = DropZoneProcess.StartService(zone, Exit(step)))
            {
                Until.True(() => service.HasExited || zone.Jobs("archive").Count == 1, () => service.Output);
                service.WaitUntilReadyOrExited();
                if (service.Stop() == 0)
                {
                    Check(zone, job);
                    break;
                }

                killed++;
            }

            using var recovered = DropZoneProcess.RunService(zone);
            Until.True(() => zone.Jobs("archive").Count == 1, () => $"step {step}:\n{recovered.Output}");
            recovered.Stop().ShouldBe(0);
            Check(zone, job);
        }

        killed.ShouldBeGreaterThan(20);

        static void Check(TestZone zone, string job)
        {
            Path.GetFileName(zone.Jobs("archive").ShouldHaveSingleItem()).ShouldBe(job);
            File.ReadAllText(zone.Jobs("archive")[0] + "/orders-1.csv").ShouldBe(Corrected);
            zone.Jobs("failed").ShouldBeEmpty();
            zone.Jobs("working").ShouldBeEmpty();
            Directory.GetDirectories($"{zone.Root}/working/.retry/orders").ShouldBeEmpty();
            zone.Outputs().ShouldBe(["orders-1.csv"]);
        }
    }

    /// <summary>An entry that a reader would block on forever.</summary>
    private static string Fifo(TestZone zone)
    {
        var path = $"{zone.Root}/fifo";
        Mono.Unix.Native.Syscall.mkfifo(path, Mono.Unix.Native.FilePermissions.S_IRUSR).ShouldBe(0);
        return path;
    }

    private static string Exit(int step) => string.Create(CultureInfo.InvariantCulture, $"exit {step}");
}
