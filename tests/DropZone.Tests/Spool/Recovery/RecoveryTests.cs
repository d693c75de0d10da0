using System.Globalization;
using System.Text.Json;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Jobs;
using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using DropZone.Spool.Recovery;
using Microsoft.Extensions.Logging.Abstractions;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Recovery;

/// <summary>Each row of the state table, made by hand, sorted, and run to its end.</summary>
public sealed class RecoveryTests
{
    private const string Text = "id\n1\n";

    private static IReadOnlyList<InterruptedJob> Sort(SpoolZone zone, DurableSteps? steps = null)
    {
        var used = steps ?? zone.Steps();
        return new ZoneRecovery(
            zone.Zone, zone.Configuration, used, BootHistory.Read(zone.Zone, used, TimeProvider.System), NullLogger.Instance).Sort();
    }

    private static JobResult Run(SpoolZone zone, InterruptedJob job) =>
        zone.NewJob(job.Job, zone.Steps(), zone.Ledger, TimeProvider.System, NullLogger.Instance).Run(CancellationToken.None);

    [Fact]
    public void An_empty_folder_is_removed()
    {
        using var zone = new SpoolZone();
        var job = zone.JobWith();
        Sort(zone).ShouldBeEmpty();
        Directory.Exists(job.Folder).ShouldBeFalse();
    }

    [Fact]
    public void A_companion_without_its_delivery_is_returned()
    {
        using var zone = new SpoolZone(feed => feed with { Complete = new CompleteRule(CompleteKind.Marker, "{name}.done") });
        zone.Drop("orders-1.csv", Text);
        var job = zone.JobWith(("companion/orders-1.csv.done", ""));
        Sort(zone).ShouldBeEmpty();
        Directory.Exists(job.Folder).ShouldBeFalse();
        File.Exists($"{zone.Incoming}/orders-1.csv.done").ShouldBeTrue();
    }

    [Fact]
    public void A_companion_is_returned_to_the_folder_of_its_delivery()
    {
        using var zone = new SpoolZone(feed => feed with { Complete = new CompleteRule(CompleteKind.Marker, "{name}.done") });
        File.WriteAllText($"{zone.Zone.Incoming}/orders-1.csv", Text);
        zone.JobWith(("companion/orders-1.csv.done", ""));
        Sort(zone).ShouldBeEmpty();
        File.Exists($"{zone.Zone.Incoming}/orders-1.csv.done").ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_claim_that_a_power_cut_left_in_incoming_as_well_is_finished(bool wasInRoot)
    {
        using var zone = new SpoolZone(feed => feed with { Complete = new CompleteRule(CompleteKind.Marker, "{name}.done") });
        var job = zone.JobWith(("orders-1.csv", Text), ("companion/orders-1.csv.done", ""));
        var incoming = wasInRoot ? zone.Zone.Incoming : zone.Incoming;
        Directory.CreateDirectory(zone.Incoming);
        File.WriteAllText($"{incoming}/orders-2.csv", Text);
        Syscall.link($"{job.Folder}/orders-1.csv", $"{incoming}/orders-1.csv").ShouldBe(0);
        Syscall.link($"{job.Companions}/orders-1.csv.done", $"{incoming}/orders-1.csv.done").ShouldBe(0);
        Run(zone, Sort(zone).ShouldHaveSingleItem()).ShouldBeOfType<JobResult.Archived>();
        Directory.GetFiles(incoming).ShouldBe([$"{incoming}/orders-2.csv"]);
    }

    [Fact]
    public void A_claim_that_cannot_be_finished_does_not_keep_the_zone_from_starting()
    {
        using var zone = new SpoolZone();
        var job = zone.JobWith(("orders-1.csv", Text));
        Directory.CreateDirectory(zone.Incoming);
        Syscall.link($"{job.Folder}/orders-1.csv", $"{zone.Incoming}/orders-1.csv").ShouldBe(0);
        Sort(zone, new DurableSteps(zone.Zone, FaultPlan.Parse("fail finish-claim")!)).ShouldHaveSingleItem();
        File.Exists($"{zone.Incoming}/orders-1.csv").ShouldBeTrue();
    }

    [Fact]
    public void A_new_file_under_the_name_that_a_claim_had_is_not_taken_for_the_old_one()
    {
        using var zone = new SpoolZone();
        var job = zone.JobWith(("orders-1.csv", Text));
        var claimed = FileStatus.At($"{job.Folder}/orders-1.csv")!.Value;
        zone.Drop("orders-1.csv", "id\n2\n");
        zone.Steps().Claim.Finish(job, zone.Incoming, "orders-1.csv", claimed);
        File.ReadAllText($"{zone.Incoming}/orders-1.csv").ShouldBe("id\n2\n");
        Directory.GetFiles(job.Folder).ShouldHaveSingleItem();
    }

    [Fact]
    public void An_output_that_a_power_cut_left_in_the_job_as_well_is_not_delivered_again()
    {
        using var zone = new SpoolZone();
        var job = zone.JobWith(("orders-1.csv", Text));
        Sort(zone);
        var steps = new DurableSteps(zone.Zone, FaultPlan.Parse("fail deliver")!);
        zone.NewJob(job, steps, zone.Ledger, TimeProvider.System, NullLogger.Instance).Run(CancellationToken.None).ShouldBeOfType<JobResult.Deferred>();
        Directory.CreateDirectory($"{zone.Zone.Root}/outgoing/orders");
        Syscall.link(job.Output, $"{zone.Zone.Root}/outgoing/orders/orders-1.csv").ShouldBe(0);
        Run(zone, Sort(zone).ShouldHaveSingleItem()).ShouldBeOfType<JobResult.Archived>();
        Directory.GetFiles($"{zone.Zone.Root}/outgoing/orders").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData]
    [InlineData("output.csv.part")]
    [InlineData("output.csv.part", "receipt.json.part")]
    [InlineData("output.csv", "receipt.json.part")]
    [InlineData("report.json")]
    [InlineData("report.json.part", "report.txt.part")]
    public void A_job_that_is_not_sealed_starts_again_at_validation(params string[] leftovers)
    {
        using var zone = new SpoolZone();
        zone.JobWith([("orders-1.csv", Text), .. leftovers.Select(name => (name, "torn"))]);
        var job = Sort(zone).ShouldHaveSingleItem();
        job.State.ShouldBe(JobState.Claimed);
        Run(zone, job).ShouldBeOfType<JobResult.Archived>();
        File.ReadAllText($"{zone.Zone.Outgoing}/orders/orders-1.csv").ShouldBe(Text);
        Directory.GetFiles(zone.Jobs("archive").ShouldHaveSingleItem()).Select(Path.GetFileName).Order()
            .ShouldBe(["orders-1.csv", "receipt.json"]);
    }

    [Fact]
    public void A_sealed_job_is_delivered_and_not_validated_again()
    {
        using var zone = new SpoolZone();
        // neither would pass the schema: only the sealed output counts
        zone.JobWith(("orders-1.csv", "no such header\n"), ("output.csv", "sealed output\n"), ("receipt.json", ReceiptText()));
        var job = Sort(zone).ShouldHaveSingleItem();
        job.State.ShouldBe(JobState.Sealed);
        Run(zone, job).ShouldBeOfType<JobResult.Archived>();
        File.ReadAllText($"{zone.Zone.Outgoing}/orders/orders-1.csv").ShouldBe("sealed output\n");
    }

    [Fact]
    public void A_delivered_job_is_archived_and_not_delivered_again()
    {
        using var zone = new SpoolZone();
        zone.JobWith(("orders-1.csv", Text), ("receipt.json", ReceiptText()));
        var job = Sort(zone).ShouldHaveSingleItem();
        job.State.ShouldBe(JobState.Delivered);
        Run(zone, job).ShouldBeOfType<JobResult.Archived>();
        Directory.GetFiles($"{zone.Zone.Outgoing}/orders").ShouldBeEmpty();
        zone.Jobs("archive").ShouldHaveSingleItem();
    }

    [Fact]
    public void A_marked_refusal_survives_the_crash()
    {
        using var zone = new SpoolZone();
        zone.JobWith(("orders-1.csv", Text), ("refused.hard-link", ""));
        Run(zone, Sort(zone).ShouldHaveSingleItem()).ShouldBeOfType<JobResult.Failed>().Code.ShouldBe(ErrorCode.HardLink);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("{ \"format\": 1, \"job")]
    public void A_damaged_receipt_does_not_count_while_the_output_is_in_the_job(string receipt)
    {
        using var zone = new SpoolZone();
        zone.JobWith(("orders-1.csv", Text), ("output.csv", "of the damaged seal"), ("receipt.json", receipt), ("rejects/rejects.csv", "id\n"));
        Run(zone, Sort(zone).ShouldHaveSingleItem()).ShouldBeOfType<JobResult.Archived>();
        File.ReadAllText($"{zone.Zone.Outgoing}/orders/orders-1.csv").ShouldBe(Text);
        Receipt.Read($"{zone.Jobs("archive").ShouldHaveSingleItem()}/receipt.json").File.Name.ShouldBe("orders-1.csv");
    }

    [Fact]
    public void A_damaged_receipt_without_an_output_waits_for_an_operator()
    {
        using var zone = new SpoolZone();
        zone.JobWith(("orders-1.csv", Text), ("receipt.json", ""));
        Run(zone, Sort(zone).ShouldHaveSingleItem()).ShouldBeOfType<JobResult.Deferred>().Reason.ShouldContain("check whether the output was delivered");
        zone.Jobs("working").ShouldHaveSingleItem();
    }

    [Fact]
    public void A_sealed_split_moves_its_rejects_to_the_quarantine_before_it_delivers()
    {
        using var zone = new SpoolZone();
        zone.JobWith(
            ("orders-1.csv", Text), ("output.csv", "good"), ("receipt.json", ReceiptText(split: "failed/orders/JOB")),
            ("rejects/rejects.csv", "bad"), ("rejects/report.json", "{}"));
        var job = Sort(zone).ShouldHaveSingleItem();
        zone.NewJob(job.Job, zone.Steps(FaultPlan.Parse("fail deliver EIO")), zone.Ledger, TimeProvider.System, NullLogger.Instance)
            .Run(CancellationToken.None).ShouldBeOfType<JobResult.Deferred>();
        File.ReadAllText($"{zone.Jobs("failed").ShouldHaveSingleItem()}/rejects.csv").ShouldBe("bad");
        Directory.GetFiles($"{zone.Zone.Outgoing}/orders").ShouldBeEmpty();

        Sort(zone).ShouldHaveSingleItem().State.ShouldBe(JobState.Sealed);
        Run(zone, job).ShouldBeOfType<JobResult.Split>().Rejects.ShouldBe(zone.Jobs("failed").Single());
        Path.GetFileName(zone.Jobs("archive").ShouldHaveSingleItem()).ShouldBe(Path.GetFileName(zone.Jobs("failed").ShouldHaveSingleItem()));
    }

    [Fact]
    public void A_split_that_was_archived_is_not_taken_for_a_failed_job()
    {
        using var zone = new SpoolZone();
        zone.JobWith(
            ("orders-1.csv", Text), ("output.csv", "good"), ("receipt.json", ReceiptText(split: "failed/orders/JOB")), ("rejects/rejects.csv", "bad"));
        var job = Sort(zone).ShouldHaveSingleItem();
        zone.NewJob(job.Job, zone.Steps(FaultPlan.Parse("fail sync-archive-date EIO")), zone.Ledger, TimeProvider.System, NullLogger.Instance)
            .Run(CancellationToken.None).ShouldBeOfType<JobResult.Deferred>();
        Run(zone, job).ShouldBeOfType<JobResult.Split>();
    }

    [Fact]
    public void A_failed_job_that_was_retried_before_its_end_was_durable_counts_as_failed()
    {
        using var zone = new SpoolZone();
        zone.JobWith(("orders-1.csv", "id\nx\n"));
        var job = Sort(zone).ShouldHaveSingleItem();
        zone.NewJob(job.Job, zone.Steps(FaultPlan.Parse("fail sync-failed-feed EIO")), zone.Ledger, TimeProvider.System, NullLogger.Instance)
            .Run(CancellationToken.None).ShouldBeOfType<JobResult.Deferred>();
        zone.Steps().Retry.Request("orders", job.Job.Name).ShouldBe(SystemError.None);
        Run(zone, job).ShouldBeOfType<JobResult.Failed>().Code.ShouldBe(ErrorCode.TypeError);
    }

    [Fact]
    public void A_job_that_an_operator_retried_is_no_longer_suspected_of_a_power_cut()
    {
        using var zone = new SpoolZone();
        PowerCut(zone, heartbeat: DateTimeOffset.UtcNow);
        var boot = BootHistory.Read(zone.Zone, zone.Steps(), new BootedNow());
        var failed = zone.JobWith(("orders-1.csv", Text));
        Run(zone, new ZoneRecovery(zone.Zone, zone.Configuration, zone.Steps(), boot, NullLogger.Instance).Sort().Single())
            .ShouldBeOfType<JobResult.Failed>().Code.ShouldBe(ErrorCode.UploadUnconfirmed);
        zone.Steps().Retry.Request("orders", failed.Name).ShouldBe(SystemError.None);
        zone.Steps().Retry.Resume("orders", failed.Name);

        // as after a crash, before it was run
        var job = new ZoneRecovery(zone.Zone, zone.Configuration, zone.Steps(), boot, NullLogger.Instance).Sort().ShouldHaveSingleItem();
        Run(zone, job).ShouldBeOfType<JobResult.Archived>();
    }

    [Fact]
    public void A_sealed_job_that_is_resumed_continues_from_its_seal()
    {
        using var zone = new SpoolZone();
        var job = zone.JobWith(
            ("orders-1.csv", "no such header\n"), ("output.csv", "sealed output\n"), ("receipt.json", ReceiptText()), ("report.json", "{}"));
        Directory.Move(job.Folder, $"{zone.Zone.Failed}/orders/{job.Name}");
        zone.Steps().Retry.Request("orders", job.Name).ShouldBe(SystemError.None);
        zone.Steps().Retry.Request("orders", job.Name).ShouldBe(SystemError.NotFound);
        zone.Steps().Retry.Resume("orders", job.Name).Folder.ShouldBe(job.Folder);
        Run(zone, Sort(zone).ShouldHaveSingleItem()).ShouldBeOfType<JobResult.Archived>();
        File.ReadAllText($"{zone.Zone.Outgoing}/orders/orders-1.csv").ShouldBe("sealed output\n");
        File.Exists($"{zone.Jobs("archive").ShouldHaveSingleItem()}/report.json").ShouldBeFalse();
    }

    [Fact]
    public void A_receipt_of_a_later_format_is_left_alone()
    {
        using var zone = new SpoolZone();
        zone.JobWith(("orders-1.csv", Text), ("output.csv", "x"), ("receipt.json", ReceiptText().Replace("\"format\": 1", "\"format\": 9")));
        Run(zone, Sort(zone).ShouldHaveSingleItem()).ShouldBeOfType<JobResult.Deferred>().Reason.ShouldContain("format 9");
    }

    [Fact]
    public void Folders_that_are_no_jobs_are_ignored()
    {
        using var zone = new SpoolZone();
        Directory.CreateDirectory($"{zone.Zone.Working}/orders/notes of the operator");
        Sort(zone).ShouldBeEmpty();
        Directory.Exists($"{zone.Zone.Working}/orders/notes of the operator").ShouldBeTrue();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Jobs_run_alone_only_after_a_crash_in_the_same_boot(bool clean, bool alone)
    {
        using var zone = new SpoolZone();
        BootHistory.Read(zone.Zone, zone.Steps(), TimeProvider.System).Beat(clean);
        zone.JobWith(("orders-1.csv", Text));
        Sort(zone).ShouldHaveSingleItem().Alone.ShouldBe(alone);
    }

    /// <summary>Removing the other name changes the file, later than the time that counts.</summary>
    [Fact]
    public void Finishing_a_claim_that_a_power_cut_left_in_incoming_does_not_confirm_the_upload()
    {
        using var zone = new SpoolZone();
        PowerCut(zone, heartbeat: DateTimeOffset.UtcNow);
        var job = zone.JobWith(("orders-1.csv", Text));
        Directory.CreateDirectory(zone.Incoming);
        Syscall.link($"{job.Folder}/orders-1.csv", $"{zone.Incoming}/orders-1.csv").ShouldBe(0);
        var boot = BootHistory.Read(zone.Zone, zone.Steps(), new BootedNow(0.1));
        var later = $"{zone.Zone.Root}/later";
        do
            File.WriteAllText(later, "");
        while (FileStatus.At(later)!.Value.Changed <= boot.Suspect!.Until);
        Run(zone, new ZoneRecovery(zone.Zone, zone.Configuration, zone.Steps(), boot, NullLogger.Instance).Sort().ShouldHaveSingleItem()).ShouldBeOfType<JobResult.Failed>().Code.ShouldBe(ErrorCode.UploadUnconfirmed);
    }

    [Fact]
    public void After_a_power_cut_an_upload_of_the_last_minute_is_not_confirmed()
    {
        using var zone = new SpoolZone();
        PowerCut(zone, heartbeat: DateTimeOffset.UtcNow);
        var steps = zone.Steps();
        var boot = BootHistory.Read(zone.Zone, steps, new BootedNow());
        boot.PowerWasCut.ShouldBeTrue();
        zone.JobWith(("orders-1.csv", Text));
        var job = new ZoneRecovery(zone.Zone, zone.Configuration, steps, boot, NullLogger.Instance).Sort().ShouldHaveSingleItem();
        job.Alone.ShouldBeFalse();
        Run(zone, job).ShouldBeOfType<JobResult.Failed>().Code.ShouldBe(ErrorCode.UploadUnconfirmed);
    }

    [Fact]
    public void After_a_power_cut_a_companion_confirms_the_upload()
    {
        using var zone = new SpoolZone(feed => feed with { Complete = new CompleteRule(CompleteKind.Marker, "{name}.done") });
        PowerCut(zone, heartbeat: DateTimeOffset.UtcNow);
        var steps = zone.Steps();
        zone.JobWith(("orders-1.csv", Text), ("companion/orders-1.csv.done", ""));
        var job = new ZoneRecovery(
            zone.Zone, zone.Configuration, steps, BootHistory.Read(zone.Zone, steps, new BootedNow()), NullLogger.Instance)
            .Sort().ShouldHaveSingleItem();
        Run(zone, job).ShouldBeOfType<JobResult.Archived>();
    }

    [Fact]
    public void Uploads_stay_suspect_for_the_whole_boot()
    {
        using var zone = new SpoolZone();
        PowerCut(zone, heartbeat: DateTimeOffset.UtcNow);
        var first = BootHistory.Read(zone.Zone, zone.Steps(), new BootedNow());
        first.Beat();
        var second = BootHistory.Read(zone.Zone, zone.Steps(), new BootedNow());
        second.Crashed.ShouldBeTrue();
        second.PowerWasCut.ShouldBeFalse();
        second.Suspect.ShouldBe(first.Suspect);
    }

    [Fact]
    public void A_damaged_boot_record_counts_as_a_power_cut()
    {
        using var zone = new SpoolZone();
        File.WriteAllText($"{zone.Zone.State}/boot.json", "");
        BootHistory.Read(zone.Zone, zone.Steps(), new BootedNow()).PowerWasCut.ShouldBeTrue();
    }

    private static void PowerCut(SpoolZone zone, DateTimeOffset heartbeat) => zone.Steps().State.Record(
        "boot.json", new BootRecord("another boot", 1, heartbeat, false, null), SpoolJson.Default.BootRecord);

    private static string ReceiptText(string? split = null) => JsonSerializer.Serialize(
        new Receipt
        {
            Job = "20261123T101502Z-k7f3q9xd-orders-1.csv",
            Feed = "orders",
            File = new ReceiptFile("orders-1.csv", null, 5, "0", "root", DateTimeOffset.UnixEpoch),
            Configuration = "0",
            Split = split,
            Targets = [new ReceiptTarget("directory", "outgoing/orders", "orders-1.csv")],
            Version = "0",
        },
        SpoolJson.Default.Receipt);

    /// <summary>Returns a clock so far ahead that the machine boots a minute, or the given seconds, after the files of the test were written.</summary>
    private sealed class BootedNow(double after = 60) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddSeconds(
            double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture) + after);
    }
}
