using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Intake;
using DropZone.Linux;
using DropZone.Spool.Records;
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

    private Readiness Readiness(SuspectWindow? suspect = null) => new(new Settings(), suspect, _clock);

    [Fact]
    public void A_closed_file_is_ready_at_once_without_settle()
    {
        using var zone = new SpoolZone();
        zone.Drop("a.csv", "id\n1\n");
        var ready = Readiness().Ask(See(zone, "a.csv")).ShouldBeOfType<ReadinessResult.Ready>();
        ready.Refusal.ShouldBeNull();
        ready.Size.ShouldBe(5);
    }

    /// <summary>The kernel makes a file, tells of it, and only then counts who makes it as a writer.</summary>
    [Fact]
    public void An_empty_file_is_given_a_second_to_be_opened()
    {
        using var zone = new SpoolZone();
        var path = zone.Drop("a.csv", "");
        var candidate = See(zone, "a.csv");
        var readiness = Readiness();
        readiness.Ask(candidate).ShouldBe(new ReadinessResult.Wait(TimeSpan.FromSeconds(1), WaitReason.Settling));
        using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            readiness.Ask(candidate).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.OpenForWriting);
        _clock.Advance(TimeSpan.FromSeconds(1));
        readiness.Ask(candidate).ShouldBeOfType<ReadinessResult.Ready>();
    }

    [Fact]
    public void A_file_must_be_quiet_for_the_settle_time_whatever_its_mtime_says()
    {
        using var zone = new SpoolZone(feed => feed with { Settle = TimeSpan.FromSeconds(5) });
        var path = zone.Drop("a.csv", "id\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var candidate = See(zone, "a.csv");
        var readiness = Readiness();
        readiness.Ask(candidate).ShouldBe(new ReadinessResult.Wait(TimeSpan.FromSeconds(5), WaitReason.Settling));
        _clock.Advance(TimeSpan.FromSeconds(4));
        readiness.Ask(candidate).ShouldBe(new ReadinessResult.Wait(TimeSpan.FromSeconds(1), WaitReason.Settling));
        File.AppendAllText(path, "1\n");
        _clock.Advance(TimeSpan.FromSeconds(1));
        readiness.Ask(candidate).ShouldBe(new ReadinessResult.Wait(TimeSpan.FromSeconds(5), WaitReason.Settling));
        _clock.Advance(TimeSpan.FromSeconds(5));
        readiness.Ask(candidate).ShouldBeOfType<ReadinessResult.Ready>();
    }

    [Fact]
    public void A_file_that_somebody_has_open_for_writing_waits_and_one_that_is_read_does_not()
    {
        using var zone = new SpoolZone();
        var path = zone.Drop("a.csv", "id\n");
        var candidate = See(zone, "a.csv");
        using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            Readiness().Ask(candidate).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.OpenForWriting);
        using (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            Readiness().Ask(candidate).ShouldBeOfType<ReadinessResult.Ready>();
    }

    [Fact]
    public void A_writer_through_another_name_is_seen_too()
    {
        using var zone = new SpoolZone();
        var path = zone.Drop("a.csv", "id\n");
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        File.Move(path, $"{zone.Incoming}/b.csv");
        Readiness().Ask(See(zone, "b.csv")).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.OpenForWriting);
    }

    [Fact]
    public void Two_links_are_refused_only_after_a_minute()
    {
        using var zone = new SpoolZone();
        var path = zone.Drop("a.csv", "id\n");
        Syscall.link(path, $"{zone.Zone.Root}/other").ShouldBe(0);
        var candidate = See(zone, "a.csv");
        var readiness = Readiness();
        readiness.Ask(candidate).ShouldBe(new ReadinessResult.Wait(TimeSpan.FromSeconds(60), WaitReason.HardLinked, 2));
        _clock.Advance(TimeSpan.FromSeconds(60));
        readiness.Ask(candidate).ShouldBeOfType<ReadinessResult.Ready>().Refusal.ShouldBe(ErrorCode.HardLink);
    }

    [Fact]
    public void A_link_a_folder_and_a_fifo_are_no_files_and_none_of_them_blocks()
    {
        using var zone = new SpoolZone();
        File.CreateSymbolicLink($"{zone.Incoming}/link", "/etc/passwd");
        Directory.CreateDirectory($"{zone.Incoming}/folder");
        Syscall.mkfifo($"{zone.Incoming}/fifo", FilePermissions.DEFFILEMODE).ShouldBe(0);
        Readiness().Ask(See(zone, "link")).ShouldBe(new ReadinessResult.NotAFile(FileKind.SymbolicLink));
        Readiness().Ask(See(zone, "folder")).ShouldBe(new ReadinessResult.NotAFile(FileKind.Folder));
        Readiness().Ask(See(zone, "fifo")).ShouldBe(new ReadinessResult.NotAFile(FileKind.Fifo));
    }

    [Fact]
    public void A_name_that_is_gone_is_gone()
    {
        using var zone = new SpoolZone();
        Readiness().Ask(See(zone, "nothing")).ShouldBeOfType<ReadinessResult.Gone>();
    }

    [Fact]
    public void A_companion_is_waited_for()
    {
        using var zone = new SpoolZone(feed => feed with { Complete = new CompleteRule(CompleteKind.Marker, "{name}.done") });
        zone.Drop("a.csv", "id\n");
        var candidate = See(zone, "a.csv");
        Readiness().Ask(candidate).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.NoCompanion);
        zone.Drop("a.csv.done", "");
        Readiness().Ask(candidate).ShouldBeOfType<ReadinessResult.Ready>().Companion.ShouldBe("a.csv.done");
    }

    [Fact]
    public void A_checksum_file_that_is_still_written_does_not_count_yet()
    {
        using var zone = new SpoolZone(feed => feed with { Complete = new CompleteRule(CompleteKind.Checksum, "{name}.sha256") });
        zone.Drop("a.csv", "id\n");
        var sum = zone.Drop("a.csv.sha256", "00");
        var candidate = See(zone, "a.csv");
        using (new FileStream(sum, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            Readiness().Ask(candidate).ShouldBeOfType<ReadinessResult.Wait>().Reason.ShouldBe(WaitReason.NoCompanion);
        Readiness().Ask(candidate).ShouldBeOfType<ReadinessResult.Ready>();
    }

    [Fact]
    public void After_a_power_cut_what_was_touched_in_its_window_is_refused_and_what_a_companion_confirms_is_not()
    {
        var window = new SuspectWindow(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        using (var zone = new SpoolZone())
        {
            zone.Drop("a.csv", "id\n");
            Readiness(window).Ask(See(zone, "a.csv")).ShouldBeOfType<ReadinessResult.Ready>().Refusal.ShouldBe(ErrorCode.UploadUnconfirmed);
        }

        using var ruled = new SpoolZone(feed => feed with { Complete = new CompleteRule(CompleteKind.Marker, "{name}.done") });
        ruled.Drop("a.csv", "id\n");
        ruled.Drop("a.csv.done", "");
        Readiness(window).Ask(See(ruled, "a.csv")).ShouldBeOfType<ReadinessResult.Ready>().Refusal.ShouldBeNull();
    }
}
