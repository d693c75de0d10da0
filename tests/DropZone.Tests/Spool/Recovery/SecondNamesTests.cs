using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;
using DropZone.Spool.Recovery;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Recovery;

/// <summary>A file that a power cut left under two names keeps the new one, wherever it is by then.</summary>
public sealed class SecondNamesTests : IDisposable
{
    private const string Rejects = "id\nx\n";
    private const string Resubmitted = "orders-1.rejects.csv";
    private readonly SpoolZone _zone = new();
    private readonly EventRecorder _log = new();

    public void Dispose() => _zone.Dispose();

    [Theory]
    [InlineData("incoming/orders")]
    [InlineData("working/orders/20261123T101502Z-k7f3q9xd-orders-1.rejects.csv")]
    [InlineData("working/.retry/orders/20261123T101502Z-k7f3q9xd-orders-1.rejects.csv")]
    [InlineData("failed/orders/20261123T101502Z-k7f3q9xd-orders-1.rejects.csv")]
    [InlineData("archive/orders/2026-11-23/20261123T101502Z-k7f3q9xd-orders-1.rejects.csv")]
    public void Rejects_that_were_dropped_again_are_removed_from_the_quarantine_wherever_they_are(string place)
    {
        var quarantined = Quarantine((JobFolder.RejectsFileName, Rejects), ("report.json", "{}"));
        Link($"{quarantined}/{JobFolder.RejectsFileName}", $"{_zone.Zone.Root}/{place}/{Resubmitted}");
        Settle();
        Directory.Exists(quarantined).ShouldBeFalse();
        File.ReadAllText($"{_zone.Zone.Root}/{place}/{Resubmitted}").ShouldBe(Rejects);
        FileStatus.At($"{_zone.Zone.Root}/{place}/{Resubmitted}")!.Value.Links.ShouldBe(1UL);
        _log.Names.ShouldHaveSingleItem().ShouldBe("SecondNameRemoved");
    }

    [Fact]
    public void Rejects_that_an_operator_linked_elsewhere_stay_and_so_do_rejects_with_one_name()
    {
        var linked = Quarantine((JobFolder.RejectsFileName, Rejects));
        Link($"{linked}/{JobFolder.RejectsFileName}", $"{_zone.Zone.Root}/copy/rejects.csv");
        var other = Quarantine((JobFolder.RejectsFileName, Rejects));
        _zone.Drop(Resubmitted, Rejects);
        Settle();
        File.Exists($"{linked}/{JobFolder.RejectsFileName}").ShouldBeTrue();
        File.Exists($"{other}/{JobFolder.RejectsFileName}").ShouldBeTrue();
        _log.Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_reports_of_rejects_are_removed_after_a_power_cut_only_if_an_operator_had_the_rejects_dropped_or_discarded(bool isRecorded)
    {
        var quarantined = Quarantine(("report.txt", "reasons"));
        var archived = ArchiveOf(quarantined);
        if (isRecorded)
            File.WriteAllText($"{archived}/{JobFolder.AuditName}", "");
        Settle();
        Directory.Exists(quarantined).ShouldBe(!isRecorded);
    }

    [Fact]
    public void Rejects_whose_drop_was_only_recorded_stay()
    {
        var quarantined = Quarantine((JobFolder.RejectsFileName, Rejects), ("report.txt", "reasons"));
        var archived = ArchiveOf(quarantined);
        File.WriteAllText($"{archived}/{JobFolder.AuditName}", "");
        Settle();
        Directory.GetFiles(quarantined).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("failed/orders/20261123T101502Z-k7f3q9xd-orders-1.csv")]
    [InlineData("working/.retry/orders/20261123T101502Z-k7f3q9xd-orders-1.csv")]
    [InlineData("archive/orders/2026-11-23/20261123T101502Z-k7f3q9xd-orders-1.csv")]
    public void A_delivery_and_its_companion_lose_their_old_names_after_their_job_has_left_working(string place)
    {
        var job = $"{_zone.Zone.Root}/{place}";
        _zone.Drop("orders-1.csv", "id\n1\n");
        _zone.Drop("orders-1.csv.done", "");
        Link($"{_zone.Incoming}/orders-1.csv", $"{job}/orders-1.csv");
        Link($"{_zone.Incoming}/orders-1.csv.done", $"{job}/companion/orders-1.csv.done");
        _zone.Drop("orders-2.csv", "id\n2\n");
        Settle();
        Directory.GetFiles(_zone.Incoming).ShouldBe([$"{_zone.Incoming}/orders-2.csv"]);
        Directory.GetFiles(job, "*", SearchOption.AllDirectories).Length.ShouldBe(2);
        _log.Events.Count.ShouldBe(2);
    }

    [Fact]
    public void A_link_that_a_sender_made_himself_stays()
    {
        _zone.Drop("orders-1.csv", "id\n1\n");
        Link($"{_zone.Incoming}/orders-1.csv", $"{_zone.Incoming}/orders-2.csv");
        Settle();
        Directory.GetFiles(_zone.Incoming).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_output_of_an_archived_job_keeps_only_the_name_in_its_target_after_a_power_cut(bool wasPowerCut)
    {
        var job = $"{_zone.Zone.Root}/archive/orders/2026-11-23/20261123T101502Z-k7f3q9xd-orders-1.csv";
        var delivered = $"{_zone.Zone.Root}/outgoing/orders/orders-1.csv";
        Directory.CreateDirectory(job);
        File.WriteAllText($"{job}/receipt.json", "{}");
        File.WriteAllText($"{job}/output.csv", "id\n1\n");
        Link($"{job}/output.csv", delivered);
        Settle(wasPowerCut ? "another boot" : null);
        File.Exists(delivered).ShouldBeTrue();
        File.Exists($"{job}/output.csv").ShouldBe(!wasPowerCut);
    }

    [Fact]
    public void A_name_that_cannot_be_removed_does_not_keep_the_zone_from_starting()
    {
        var quarantined = Quarantine((JobFolder.RejectsFileName, Rejects));
        Link($"{quarantined}/{JobFolder.RejectsFileName}", $"{_zone.Incoming}/{Resubmitted}");
        Settle(steps: _zone.Steps(FaultPlan.Parse("fail finish-rejects EIO")!));
        _log.Names.ShouldHaveSingleItem().ShouldBe("SecondNamesNotRemoved");
        File.Exists($"{quarantined}/{JobFolder.RejectsFileName}").ShouldBeTrue();
        Settle();
        Directory.Exists(quarantined).ShouldBeFalse();
    }

    private void Settle(string? lastBoot = null, DurableSteps? steps = null)
    {
        var used = steps ?? _zone.Steps();
        used.State.Record(BootHistory.RecordName, new BootRecord(lastBoot ?? Boot.Current(TimeProvider.System).Id, 1, DateTimeOffset.UtcNow, false, null), SpoolJson.Default.BootRecord);
        new SecondNames(_zone.Zone, used, BootHistory.Read(_zone.Zone, used, TimeProvider.System), _log).Settle();
    }

    private string Quarantine(params (string Name, string Text)[] files)
    {
        var job = _zone.JobWith(files);
        var folder = $"{_zone.Zone.Failed}/orders/{job.Name}";
        Directory.CreateDirectory($"{_zone.Zone.Failed}/orders");
        Directory.Move(job.Folder, folder);
        return folder;
    }

    private string ArchiveOf(string quarantined)
    {
        var archived = Directory.CreateDirectory(_zone.Steps().Places.Archive(new JobFolder(quarantined, "orders", JobName.Parse(Path.GetFileName(quarantined))!.Value))).FullName;
        File.WriteAllText($"{archived}/{JobFolder.ReceiptName}", "{}");
        return archived;
    }

    private static void Link(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        Syscall.link(from, to).ShouldBe(0);
    }
}
