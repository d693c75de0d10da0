using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Intake;
using DropZone.Linux;
using DropZone.Spool.Records;
using DropZone.Tests.Linux;
using Microsoft.Extensions.Time.Testing;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

/// <summary>Real files and leases; only the clock is set by hand.</summary>
public sealed class ReadinessTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private Candidate See(SpoolZone zone, string name) =>
        new(new IncomingFolder(zone.Incoming, "orders", zone.Configuration), name, _clock.GetTimestamp());

    private Readiness Readiness(SuspectWindow? suspect = null) => new(new Settings(), suspect, canPossess: true, _clock);

    [Fact]
    public void A_closed_file_is_ready_at_once_without_settle()
    {
        using var zone = new SpoolZone();
        zone.Drop("a.csv", "id\n1\n");
        var ready = Readiness().Check(See(zone, "a.csv")).ShouldBeOfType<ReadinessResult.Ready>();
        ready.Refusal.ShouldBeNull();
        ready.Size.ShouldBe(5);
    }

    /// <summary>The kernel creates a file, sends its event, and only then counts its creator as a writer.</summary>
    [Fact]
    public void An_empty_file_waits_a_second_for_its_writer()
    {
        using var zone = new SpoolZone();
        var path = zone.Drop("a.csv", "");
        var candidate = See(zone, "a.csv");
        var readiness = Readiness();
        readiness.Check(candidate).ShouldBe(new ReadinessResult.Wait(TimeSpan.FromSeconds(1), WaitReason.Settling));
        using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            readiness.Check(candidate).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.OpenForWriting);
        _clock.Advance(TimeSpan.FromSeconds(1));
        readiness.Check(candidate).ShouldBeOfType<ReadinessResult.Ready>();
    }

    [Fact]
    public void A_file_must_be_unchanged_for_the_settle_time_regardless_of_its_mtime()
    {
        using var zone = new SpoolZone(feed => feed with { Settle = TimeSpan.FromSeconds(5) });
        var path = zone.Drop("a.csv", "id\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var candidate = See(zone, "a.csv");
        var readiness = Readiness();
        readiness.Check(candidate).ShouldBe(new ReadinessResult.Wait(TimeSpan.FromSeconds(5), WaitReason.Settling));
        _clock.Advance(TimeSpan.FromSeconds(4));
        readiness.Check(candidate).ShouldBe(new ReadinessResult.Wait(TimeSpan.FromSeconds(1), WaitReason.Settling));
        File.AppendAllText(path, "1\n");
        _clock.Advance(TimeSpan.FromSeconds(1));
        readiness.Check(candidate).ShouldBe(new ReadinessResult.Wait(TimeSpan.FromSeconds(5), WaitReason.Settling));
        _clock.Advance(TimeSpan.FromSeconds(5));
        readiness.Check(candidate).ShouldBeOfType<ReadinessResult.Ready>();
    }

    [Fact]
    public void A_file_that_is_open_for_writing_waits_and_one_that_is_open_for_reading_does_not()
    {
        using var zone = new SpoolZone();
        var path = zone.Drop("a.csv", "id\n");
        var candidate = See(zone, "a.csv");
        using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            Readiness().Check(candidate).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.OpenForWriting);
        using (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            Readiness().Check(candidate).ShouldBeOfType<ReadinessResult.Ready>();
    }

    [Fact]
    public void A_writer_through_another_name_is_seen_too()
    {
        using var zone = new SpoolZone();
        var path = zone.Drop("a.csv", "id\n");
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        File.Move(path, $"{zone.Incoming}/b.csv");
        Readiness().Check(See(zone, "b.csv")).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.OpenForWriting);
    }

    [Fact]
    public void A_file_with_a_write_lease_of_its_sender_counts_as_open_for_writing()
    {
        using var zone = new SpoolZone();
        var path = zone.Drop("a.csv", "id\n");
        var candidate = See(zone, "a.csv");
        using (new WriteLease(path))
            Readiness().Check(candidate).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.OpenForWriting);
        Readiness().Check(candidate).ShouldBeOfType<ReadinessResult.Ready>();
    }

    [Fact]
    public void Two_links_are_rejected_only_after_a_minute()
    {
        using var zone = new SpoolZone();
        var path = zone.Drop("a.csv", "id\n");
        Syscall.link(path, $"{zone.Zone.Root}/other").ShouldBe(0);
        var candidate = See(zone, "a.csv");
        var readiness = Readiness();
        readiness.Check(candidate).ShouldBe(new ReadinessResult.Wait(TimeSpan.FromSeconds(60), WaitReason.HardLinked, 2));
        _clock.Advance(TimeSpan.FromSeconds(60));
        readiness.Check(candidate).ShouldBeOfType<ReadinessResult.Ready>().Refusal.ShouldBe(ErrorCode.HardLink);
    }

    [Fact]
    public void A_link_a_folder_and_a_fifo_are_no_files_and_do_not_block()
    {
        using var zone = new SpoolZone();
        File.CreateSymbolicLink($"{zone.Incoming}/link", "/etc/passwd");
        Directory.CreateDirectory($"{zone.Incoming}/folder");
        Syscall.mkfifo($"{zone.Incoming}/fifo", FilePermissions.DEFFILEMODE).ShouldBe(0);
        Readiness().Check(See(zone, "link")).ShouldBe(new ReadinessResult.NotAFile(FileKind.SymbolicLink));
        Readiness().Check(See(zone, "folder")).ShouldBe(new ReadinessResult.NotAFile(FileKind.Folder));
        Readiness().Check(See(zone, "fifo")).ShouldBe(new ReadinessResult.NotAFile(FileKind.Fifo));
    }

    [Fact]
    public void A_removed_file_is_gone()
    {
        using var zone = new SpoolZone();
        Readiness().Check(See(zone, "nothing")).ShouldBeOfType<ReadinessResult.Gone>();
    }

    [Fact]
    public void A_file_waits_for_its_companion()
    {
        using var zone = new SpoolZone(feed => feed with { Complete = new CompleteRule(CompleteKind.Marker, "{name}.done") });
        zone.Drop("a.csv", "id\n");
        var candidate = See(zone, "a.csv");
        Readiness().Check(candidate).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.NoCompanion);
        zone.Drop("a.csv.done", "");
        Readiness().Check(candidate).ShouldBeOfType<ReadinessResult.Ready>().Companion.ShouldBe("a.csv.done");
    }

    [Fact]
    public void A_checksum_file_that_is_still_being_written_does_not_count()
    {
        using var zone = new SpoolZone(feed => feed with { Complete = new CompleteRule(CompleteKind.Checksum, "{name}.sha256") });
        zone.Drop("a.csv", "id\n");
        var sum = zone.Drop("a.csv.sha256", "00");
        var candidate = See(zone, "a.csv");
        using (new FileStream(sum, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            Readiness().Check(candidate).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.NoCompanion);
        Readiness().Check(candidate).ShouldBeOfType<ReadinessResult.Ready>();
    }

    [Fact]
    public void After_a_power_cut_a_file_touched_in_its_window_is_rejected_unless_a_companion_confirms_it()
    {
        var window = new SuspectWindow(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        using (var zone = new SpoolZone())
        {
            zone.Drop("a.csv", "id\n");
            Readiness(window).Check(See(zone, "a.csv")).ShouldBeOfType<ReadinessResult.Ready>().Refusal.ShouldBe(ErrorCode.UploadUnconfirmed);
        }

        using var ruled = new SpoolZone(feed => feed with { Complete = new CompleteRule(CompleteKind.Marker, "{name}.done") });
        ruled.Drop("a.csv", "id\n");
        ruled.Drop("a.csv.done", "");
        Readiness(window).Check(See(ruled, "a.csv")).ShouldBeOfType<ReadinessResult.Ready>().Refusal.ShouldBeNull();
    }
}
