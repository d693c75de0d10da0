using DropZone.Jobs;
using DropZone.Ledger;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using DropZone.Spool.Jobs;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Ledger;

/// <summary>A ledger that is missing, damaged or behind.</summary>
public sealed class RebuildTests
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    [Fact]
    public void A_missing_ledger_is_made_from_the_archive()
    {
        using var zone = Delivered();
        Remove(zone);
        zone.Reopen();
        zone.Log.Events.ShouldContain(entry => entry.Name == "LedgerRebuilt" && entry.Text.Contains("2 jobs, 3 record keys, 0 not indexed", StringComparison.Ordinal));
        Check(zone);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public void A_damaged_ledger_is_renamed_at_the_start_and_rebuilt(int damagedFrom)
    {
        using var zone = Delivered();
        Damage(zone, damagedFrom);
        zone.Reopen(isSuspect: true);
        zone.Log.Names.ShouldContain("LedgerDamaged");
        Directory.GetFiles(zone.Zone.State, "damaged-*").Length.ShouldBeGreaterThan(0);
        Check(zone);
    }

    [Fact]
    public void Damage_found_later_is_repaired_as_well()
    {
        using var zone = Delivered();
        Damage(zone, 4096);
        zone.Reopen();
        zone.Run("id\n1\n2\n", "a.csv").ShouldBeOfType<JobResult.Skipped>();
        zone.Log.Names.ShouldContain("LedgerDamaged");
        Check(zone);
    }

    [Fact]
    public void Keys_whose_file_is_missing_are_read_again_from_the_original()
    {
        using var zone = Delivered();
        foreach (var folder in zone.Archived)
            File.Delete($"{folder}/{JobFolder.RecordKeysName}");
        Rebuild(zone).ShouldBe(new RebuildResult(2, 3, 0));
        Check(zone);
    }

    [Fact]
    public void Each_job_that_cannot_be_indexed_is_logged_and_the_others_count()
    {
        using var zone = Delivered();
        var (a, b) = (zone.Archived[0], zone.Archived[1]);
        File.Delete($"{a}/{JobFolder.RecordKeysName}");
        File.Delete($"{a}/a.csv");
        File.WriteAllText($"{b}/receipt.json", "");
        Rebuild(zone).ShouldBe(new RebuildResult(1, 0, 2));
        var messages = zone.Log.Events.Where(entry => entry.Name == "LedgerOutOfReach").Select(entry => entry.Text).ToList();
        messages.Count.ShouldBe(2);
        messages.ShouldContain(text => text.Contains(Path.GetFileName(a), StringComparison.Ordinal));
        messages.ShouldContain(text => text.Contains(Path.GetFileName(b), StringComparison.Ordinal));
    }

    [Fact]
    public void After_a_power_cut_lost_entries_are_added_from_the_folders_that_changed()
    {
        using var zone = new LedgerZone(window: Window);
        zone.Run("id\n1\n2\n", "a.csv");
        zone.Ledger.Dispose();
        var kept = File.ReadAllBytes($"{zone.Zone.State}/ledger.db");
        zone.Reopen();
        zone.Run("id\n2\n3\n", "b.csv");
        zone.Ledger.Dispose();
        File.WriteAllBytes($"{zone.Zone.State}/ledger.db", kept);
        zone.Reopen(isSuspect: true, cutAfter: DateTimeOffset.UtcNow);
        zone.Log.Events.ShouldContain(entry => entry.Name == "LedgerReplayed" && entry.Text.Contains("completed with 1 jobs", StringComparison.Ordinal));
        Check(zone);
    }

    [Fact]
    public void A_ledger_that_is_not_closed_yet_does_not_count()
    {
        using var zone = Delivered();
        zone.Ledger.Dispose();
        Should.Throw<IOException>(() => JobLedger.Rebuild(zone.Zone, zone.Configuration, new DurableSteps(zone.Zone, FaultPlan.Parse("fail sync-ledger EIO")!), zone.Clock, zone.Log));
        zone.Reopen();
        zone.Log.Names.ShouldNotContain("LedgerRebuilt");
        Check(zone);
    }

    /// <summary>a.csv with the records 1 and 2, b.csv with 2, which is dropped, and 3.</summary>
    private static LedgerZone Delivered()
    {
        var zone = new LedgerZone(window: Window);
        zone.Run("id\n1\n2\n", "a.csv").ShouldBeOfType<JobResult.Archived>();
        zone.Clock.Advance(TimeSpan.FromSeconds(2));
        zone.Run("id\n2\n3\n", "b.csv").ShouldBeOfType<JobResult.Archived>();
        return zone;
    }

    private static void Check(LedgerZone zone)
    {
        zone.Run("id\n1\n2\n", "a.csv").ShouldBeOfType<JobResult.Skipped>();
        zone.Run("id\n1\n2\n3\n4\n", "c.csv").ShouldBeOfType<JobResult.Archived>();
        zone.Output("c.csv").ShouldBe("id\n4\n");
    }

    private static RebuildResult Rebuild(LedgerZone zone)
    {
        zone.Ledger.Dispose();
        var result = JobLedger.Rebuild(zone.Zone, zone.Configuration, zone.Steps, zone.Clock, zone.Log);
        zone.Reopen();
        return result;
    }

    private static void Remove(LedgerZone zone)
    {
        zone.Ledger.Dispose();
        foreach (var file in Directory.GetFiles(zone.Zone.State, "ledger.db*"))
            File.Delete(file);
    }

    private static void Damage(LedgerZone zone, int from)
    {
        zone.Ledger.Dispose();
        using var file = File.OpenWrite($"{zone.Zone.State}/ledger.db");
        file.Position = from;
        file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - from).ToArray());
    }
}
