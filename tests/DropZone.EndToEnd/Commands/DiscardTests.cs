using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone failed discard</c>, <c>erase</c>, and the audit record of operators' actions.</summary>
public sealed class DiscardTests
{
    private const string Bad = "id,country\nx,de\n";
    private const string Secret = "x4711";

    [Fact]
    public void A_discarded_job_leaves_reports_and_an_audit_record_and_its_file_may_be_delivered_again()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Bad);
        var (unasked, why) = zone.Failed("discard", job);
        (unasked, why).ShouldBe((2, "Discard orders-1.csv of feed orders, 16 B? No output was delivered. The file will be lost. Standard input is not a terminal. Confirm with --yes."));
        var (exitCode, output) = zone.Failed("discard", job, "--yes", "--reason", "a test of the sender");
        exitCode.ShouldBe(0, output);
        zone.Jobs("failed").ShouldBeEmpty();
        var kept = zone.Jobs("archive").ShouldHaveSingleItem();
        Directory.GetFiles(kept).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["audit.jsonl", "report.html", "report.json", "report.txt"]);
        File.ReadAllText($"{kept}/audit.jsonl").ShouldContain("\"reason\":\"a test of the sender\"");
        History(zone).ShouldMatch(@"orders-1\.csv +discarded +type-error");

        // it was never delivered, so it is no duplicate, not even for a rebuilt ledger
        service.Stop().ShouldBe(0);
        File.Delete($"{zone.Root}/state/ledger.db");
        using var next = DropZoneProcess.RunService(zone);
        zone.Fail(next, Bad);
        next.Output.ShouldContain(", 0 not indexed");
        DropZoneProcess.Run("check", "--archive", "1d", "--feed", "orders", "--zone", zone.Root).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void The_rejects_of_a_split_are_discarded_and_its_archived_job_records_it()
    {
        using var zone = new TestZone(TestZone.WaitingSplitFeed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Split(service);
        zone.Failed("discard", "--all", "--yes").ShouldBe((0, "1 of 1 failed job discarded."));
        zone.Jobs("failed").ShouldBeEmpty();
        File.ReadAllText($"{zone.Jobs("archive").Single()}/audit.jsonl").ShouldContain("\"action\":\"discard\"");
        History(zone).ShouldContain(" split ");
    }

    [Fact]
    public void Many_jobs_are_retried_or_discarded_by_feed_code_and_age()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        for (var i = 0; i < 5; i++)
            zone.Drop($"orders-{i}.csv", i < 3 ? $"id,country\nx{i},de\n" : $"id,kountry\n{i},de\n");
        Until.True(() => zone.Jobs("failed").Count == 5 && zone.Jobs("working").Count == 0, () => service.Output);
        zone.Failed("retry").ExitCode.ShouldBe(2);
        zone.Failed("discard", "--code", "type-error", "--older-than", "1d", "--yes").ShouldBe((0, "No failed jobs match."));
        zone.Failed("discard", "--code", "type-error", "--since", "1d", "--feed", "orders", "--yes").ShouldBe((0, "3 of 3 failed jobs discarded."));
        zone.Jobs("failed").Count.ShouldBe(2);
        zone.Failed("retry", "--all", "--reason", "the schema is corrected").ShouldBe((0, "2 of 2 failed jobs queued for retry."));
        Until.True(() => zone.Jobs("failed").Count == 2 && zone.Jobs("working").Count == 0, () => service.Output);
        var shown = zone.Failed("show", zone.Jobs("failed").Select(path => Path.GetFileName(path)).First()).Output;
        shown.ShouldMatch(@"retried\s+it,\s+errors:\s+incorrect-label;\s+reason:\s+the\s+schema\s+is\s+corrected");
    }

    [Fact]
    public void Of_a_concurrent_retry_and_discard_one_succeeds_the_other_fails_with_a_message_and_nothing_is_lost()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var corrected = zone.FileOutside("corrected.csv", "id,country\n1,de\n");
        for (var round = 0; round < 12; round++)
        {
            zone.Drop($"orders-{round}.csv", $"id,country\nx{round},de\n");
            Until.True(() => zone.Jobs("failed").Count == 1 && zone.Jobs("working").Count == 0, () => service.Output);
            var job = Path.GetFileName(zone.Jobs("failed").Single());
            var ends = new (int ExitCode, string Output)[2];
            Parallel.Invoke(
                () => ends[0] = zone.Failed("retry", job, "--file", corrected),
                () => ends[1] = zone.Failed("discard", job, "--yes"));
            ends.Count(end => end.ExitCode == 0).ShouldBe(1, $"{ends[0]}\n{ends[1]}");
            ends.Single(end => end.ExitCode != 0).Output.ShouldMatch("someone else|another command|No failed job matches|already queued for retry");
            Until.True(() => zone.Jobs("archive").Count == round + 1 && zone.Jobs("working").Count == 0, () => service.Output);
            zone.Jobs("failed").ShouldBeEmpty();
            var archived = zone.Jobs("archive").Single(path => path.EndsWith(job, StringComparison.Ordinal));
            File.Exists($"{archived}/receipt.json").ShouldBe(ends[0].ExitCode == 0);
        }
    }

    [Theory]
    [InlineData("id,country\nx,de\n", "discard", 8)]
    [InlineData(TestZone.MixedRows, "discard", 5)]
    [InlineData("id,country\nx,de\n", "erase", 10)]
    [InlineData(TestZone.MixedRows, "erase", 8)]
    public void Killed_before_any_durable_step_a_discard_completes_when_repeated(string content, string deed, int least)
    {
        using var failed = new TestZone(TestZone.SplitFeed);
        using (var service = DropZoneProcess.RunService(failed))
        {
            failed.Fail(service, content);
            service.Stop().ShouldBe(0);
        }

        var killed = 0;
        for (var step = 1; ; step++)
        {
            using var zone = failed.Copy();
            var job = Path.GetFileName(zone.Jobs("failed").Single());
            string[] arguments = deed == "erase" ? ["erase", job, "--yes", "--zone", zone.Root] : ["failed", "discard", job, "--yes", "--zone", zone.Root];
            var isOver = DropZoneProcess.RunWith(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"exit {step}"), arguments).ExitCode == 0;
            if (!isOver)
            {
                killed++;
                DropZoneProcess.Run(arguments); // 2 if the last rename was already done
            }

            zone.Jobs("failed").ShouldBeEmpty($"step {step}");
            var kept = zone.Jobs("archive").ShouldHaveSingleItem($"step {step}");
            File.ReadAllText($"{kept}/audit.jsonl").ShouldContain($"\"action\":\"{deed}\"");
            File.Exists($"{kept}/orders-1.csv").ShouldBe(deed == "discard" && content == TestZone.MixedRows, $"step {step}");
            Directory.GetFiles(kept, "*.part").ShouldBeEmpty($"step {step}");
            if (isOver)
                break;
        }

        killed.ShouldBeGreaterThanOrEqualTo(least);
    }

    [Fact]
    public void An_erased_delivery_leaves_only_its_receipt_in_the_zone()
    {
        using var zone = new TestZone(TestZone.SplitFeed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", $"id,country\n1,{Secret}\n{Secret},it\n2,fr\n");
        Until.True(() => zone.Jobs("archive").Count == 1 && zone.Outputs().Count == 1, () => service.Output);
        zone.Texts().ShouldContain(text => text.Contains(Secret, StringComparison.OrdinalIgnoreCase));
        var job = Path.GetFileName(zone.Jobs("archive").Single());
        var (exitCode, output) = DropZoneProcess.Run("erase", job[17..25], "--yes", "--reason", "asked for by the customer", "--zone", zone.Root);
        exitCode.ShouldBe(0, output);
        zone.Texts().ShouldNotContain(text => text.Contains(Secret, StringComparison.OrdinalIgnoreCase));
        zone.Outputs().ShouldBeEmpty();
        zone.Jobs("failed").ShouldBeEmpty();
        Directory.GetFiles(zone.Jobs("archive").Single()).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["audit.jsonl", "receipt.json"]);
        DropZoneProcess.Run("trace", "orders-1.csv", "--zone", zone.Root).Output.ShouldMatch(@"erased\s+it;\s+reason:\s+asked\s+for\s+by\s+the\s+customer");
    }

    [Fact]
    public void An_output_of_another_job_under_the_same_name_is_not_erased()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        Until.True(() => zone.Outputs().Count == 1 && zone.Jobs("archive").Count == 1, () => service.Output);
        var first = Path.GetFileName(zone.Jobs("archive").Single());
        File.Delete($"{zone.Root}/outgoing/orders/orders-1.csv"); // like a consumer
        zone.Drop("orders-1.csv", "id,country\n2,fr\n");
        Until.True(() => zone.Jobs("archive").Count == 2, () => service.Output);
        var (exitCode, output) = DropZoneProcess.Run("erase", first, "--yes", "--zone", zone.Root);
        exitCode.ShouldBe(0, output);
        output.ShouldContain("It was delivered to outgoing/orders and was taken from there");
        zone.Outputs().ShouldBe(["orders-1.csv"]);

        zone.Drop("orders-3.csv", $"id,country\n{Secret},de\n");
        Until.True(() => zone.Jobs("failed").Count == 1 && zone.Jobs("working").Count == 0, () => service.Output);
        DropZoneProcess.Run("erase", Path.GetFileName(zone.Jobs("failed").Single()), "--yes", "--zone", zone.Root).ExitCode.ShouldBe(0);
        zone.Texts().ShouldNotContain(text => text.Contains(Secret, StringComparison.Ordinal));
        zone.Jobs("failed").ShouldBeEmpty();
    }

    private static string History(TestZone zone) => DropZoneProcess.Run("history", "--zone", zone.Root).Output;
}
