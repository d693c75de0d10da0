using System.Diagnostics;
using System.Text.Json;
using DropZone.EndToEnd.Harness;
using DropZone.Status;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone status</c> with and without a service, for other users, and in the width of a terminal.</summary>
public sealed class StatusTests
{
    [Fact]
    public void Status_lists_the_service_each_feed_the_last_error_and_an_unreachable_target()
    {
        using var zone = new TestZone(TestZone.OrdersFeed, """
            feed: shop
            settle: 0s
            load:
              - sqlite: { file: /nowhere/shop.db, table: sales }
            """);
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, "id,country\nx,de\n");
        zone.Drop("orders-2.csv", "id,country\n1,de\n");
        zone.Drop("one.csv", "a\n1\n", feed: "shop");
        zone.Drop("two.csv", "a\n1\n", feed: "shop");
        service.ShouldLog("target sqlite is down");
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);

        var lines = Status(zone).Split('\n');
        lines.ShouldAllBe(line => line.Length <= 80);
        lines[0].ShouldMatch($"^up    DropZone .*, process {service.Id}, since .* UTC");
        Row(lines, "orders").ShouldBe(["orders", "0", "0", "1", "1", "1"]);
        Row(lines, "shop").ShouldBe(["shop", "0", "2", "0", "0", "0"]);
        lines.ShouldContain(line => line.Contains("one.csv", StringComparison.Ordinal) && line.Contains("waiting for sqlite", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("shop: sqlite, down for", StringComparison.Ordinal) && line.Contains("2 jobs waiting", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("orders-1.csv  1 type-error", StringComparison.Ordinal));

        var status = JsonSerializer.Deserialize(Status(zone, "--format", "json"), StatusJson.Default.ZoneStatus)!;
        status.Service!.Process.ShouldBe(service.Id);
        status.Targets.ShouldHaveSingleItem().Jobs.ShouldBe(2);
        status.Feeds.Single(feed => feed.Name == "orders").LastError!.Code.ShouldBe("type-error");
    }

    [Fact]
    public void Without_a_service_the_status_is_read_from_the_folders()
    {
        using var zone = new TestZone();
        using (var service = DropZoneProcess.RunService(zone))
        {
            zone.Fail(service, "id,country\nx,de\n");
            service.Stop().ShouldBe(0);
        }

        zone.Drop("orders-2.csv", "id,country\n1,de\n");
        var lines = Status(zone).Split('\n');
        lines[0].ShouldStartWith("down  The service is not running");
        Row(lines, "orders").ShouldBe(["orders", "1", "0", "0", "1", "1"]);
    }

    [Fact]
    public void An_active_job_is_listed_with_its_progress()
    {
        using var zone = new TestZone("feed: orders\nsettle: 0s\n");
        using var service = DropZoneProcess.RunService(zone);
        using (var big = new StreamWriter($"{zone.Root}/incoming/orders/.big.part"))
        {
            for (var row = 0; row < 6_000_000; row++)
                big.Write("12345678,some text,2026-11-28\n");
        }

        File.Move($"{zone.Root}/incoming/orders/.big.part", $"{zone.Root}/incoming/orders/big.csv");
        var seen = "";
        Until.True(() => (seen = Status(zone)).Contains(" % of ", StringComparison.Ordinal) || zone.Jobs("archive").Count == 1, () => seen);
        seen.ShouldMatch(@"big\.csv +\d+ % of 180 MB, .*B/s");
    }

    [Fact]
    public void Status_works_in_a_zone_with_a_long_path()
    {
        var folder = Directory.CreateTempSubdirectory($"dropzone-test-{new string('x', 120)}").FullName;
        try
        {
            using var zone = TestZone.In(folder, TestZone.OrdersFeed);
            using var service = DropZoneProcess.RunService(zone);
            Status(zone).ShouldStartWith("up ");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Other_users_can_query_the_status_and_aborted_connections_have_no_effect()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to become another user");
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        Shell.Run("chmod 0751 .. . && chmod 0700 working state failed && chgrp -R nogroup run && chmod 0750 run", zone.Root);
        for (var i = 0; i < 20; i++)
        {
            using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
            socket.Connect(new System.Net.Sockets.UnixDomainSocketEndPoint($"{zone.Root}/run/status.socket"));
        }

        using var query = Process.Start(new ProcessStartInfo("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", DropZoneProcess.Binary, "status", "--zone", zone.Root]) { RedirectStandardOutput = true })!;
        query.StandardOutput.ReadToEnd().ShouldStartWith("up ");

        // and without a service the status shows what this user may read
        service.Stop().ShouldBe(0);
        using var again = Process.Start(new ProcessStartInfo("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", DropZoneProcess.Binary, "status", "--zone", zone.Root]) { RedirectStandardOutput = true })!;
        var screen = again.StandardOutput.ReadToEnd();
        screen.ShouldStartWith("down ");
        screen.ShouldContain("Some folders are unreadable");
    }

    [Fact]
    public void With_100_000_archived_and_10_000_failed_jobs_the_commands_respond_quickly()
    {
        using var zone = new TestZone();
        using (var service = DropZoneProcess.RunService(zone))
        {
            zone.Fail(service, "id,country\nx,de\n");
            zone.Drop("orders-2.csv", "id,country\n1,de\n");
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            service.Stop().ShouldBe(0);
        }

        // copies of the two jobs under unique names; the receipts are hard links to one file
        Shell.Run("""
            cd archive/orders/* && receipt=$PWD/$(ls)/receipt.json && day=$(basename $PWD | tr -d -)
            python3 - $receipt $day <<'END'
            import os, sys
            for i in range(100000):
                job = f"{sys.argv[2]}T{i // 3600 % 24:02}{i // 60 % 60:02}{i % 60:02}Z-{''.join('abcdefghjk'[int(d)] for d in f'{i:08}')}-orders-{i}.csv"
                os.mkdir(job)
                if i % 500 == 0: os.link(sys.argv[1], job + "/receipt.json")
            END
            cd ../../../failed/orders && report=$PWD/$(ls)/report.json
            python3 - $report $day <<'END'
            import os, sys
            for i in range(10000):
                job = f"{sys.argv[2]}T{i // 3600 % 24:02}{i // 60 % 60:02}{i % 60:02}Z-{''.join('mnpqrstuvw'[int(d)] for d in f'{i:08}')}-orders-{i}.csv"
                os.mkdir(job)
                os.link(sys.argv[1], job + "/report.json")
            END
            """, zone.Root);
        string[][] commands = [["status"], ["failed", "list"], ["history"]];
        foreach (var command in commands)
        {
            var times = new List<double>();
            for (var i = 0; i < 5; i++)
            {
                var watch = Stopwatch.StartNew();
                DropZoneProcess.Run([.. command, "--zone", zone.Root]).ExitCode.ShouldBe(0);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            TestContext.Current.TestOutputHelper!.WriteLine($"{string.Join(' ', command)}: {string.Join(", ", times.Select(time => $"{time:F0}"))} ms");

            // an idle machine takes at most 150 ms (docs/developer/performance.md), this one is busy; reading every job would take seconds
            times.Min().ShouldBeLessThan(1000, string.Join(' ', command));
        }
    }

    private static string Status(TestZone zone, params string[] options)
    {
        var (exitCode, output) = DropZoneProcess.Run(["status", "--zone", zone.Root, .. options]);
        exitCode.ShouldBe(0, output);
        return output;
    }

    /// <summary>Returns the figures of a feed, without the age of the oldest.</summary>
    private static IEnumerable<string> Row(string[] lines, string feed)
    {
        var cells = lines.First(line => line.StartsWith($"{feed} ", StringComparison.Ordinal)).Split("  ", StringSplitOptions.RemoveEmptyEntries).Select(cell => cell.Trim()).ToList();
        return cells.Where(cell => !cell.EndsWith(" s", StringComparison.Ordinal));
    }
}
