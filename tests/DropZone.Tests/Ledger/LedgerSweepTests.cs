using DropZone.Jobs;
using DropZone.Ledger;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Ledger;

/// <summary>The removal of keys that no longer count, while the service uses the ledger.</summary>
public sealed class LedgerSweepTests
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    [Fact]
    public void Keys_older_than_the_window_of_the_feed_are_removed_and_the_others_still_count()
    {
        using var zone = new LedgerZone(window: Window);
        var many = "id\n" + string.Concat(Enumerable.Range(0, 120_000).Select(i => $"{i}\n"));
        zone.Run(many, "a.csv").ShouldBeOfType<JobResult.Archived>();
        zone.Clock.Advance(Window / 2);
        zone.Run("id\n1\n500000\n500001\n", "b.csv").ShouldBeOfType<JobResult.Archived>().Rows.Out.ShouldBe(2);
        LedgerSweep.RemoveOldKeys(zone.Zone, zone.Configuration, zone.Clock.GetUtcNow(), isDryRun: false).ShouldBe(0);

        zone.Clock.Advance(Window / 2 + TimeSpan.FromMinutes(1));
        LedgerSweep.RemoveOldKeys(zone.Zone, zone.Configuration, zone.Clock.GetUtcNow(), isDryRun: true).ShouldBe(120_000);
        LedgerSweep.RemoveOldKeys(zone.Zone, zone.Configuration, zone.Clock.GetUtcNow(), isDryRun: false).ShouldBe(120_000);
        LedgerSweep.RemoveOldKeys(zone.Zone, zone.Configuration, zone.Clock.GetUtcNow(), isDryRun: false).ShouldBe(0);
        zone.Run("id\n1\n500000\n", "c.csv").ShouldBeOfType<JobResult.Archived>().Rows.Out.ShouldBe(1);
    }
}
