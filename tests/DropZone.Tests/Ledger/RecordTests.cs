using DropZone.Jobs;
using DropZone.Spool.Faults;
using DropZone.Spool.Records;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Ledger;

/// <summary>Rows that are delivered more than once.</summary>
public sealed class RecordTests
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    [Fact]
    public void Rows_of_an_archived_file_are_dropped_from_later_ones_until_the_window_ends()
    {
        using var zone = new LedgerZone(window: Window);
        zone.Run("id\n1\n2\n2\n", "a.csv").ShouldBeOfType<JobResult.Archived>().Rows.Deduplicated.ShouldBe(1);
        zone.Clock.Advance(Window / 2);
        zone.Run("id\n2\n3\n", "b.csv").ShouldBeOfType<JobResult.Archived>();
        zone.Output("b.csv").ShouldBe("id\n3\n");
        var receipt = Receipt.Read(zone.Archived.Single(folder => folder.EndsWith("b.csv", StringComparison.Ordinal)) + "/receipt.json");
        (receipt.Rows.In, receipt.Rows.Out, receipt.Rows.Deduplicated, receipt.RecordKeys).ShouldBe((2, 1, 1, 1));

        zone.Clock.Advance(Window / 2 + TimeSpan.FromMinutes(1));
        zone.Run("id\n1\n2\n3\n", "c.csv");
        zone.Output("c.csv").ShouldBe("id\n1\n2\n", "1 and 2 were delivered first, 3 later");
    }

    [Fact]
    public void Rows_of_a_job_that_failed_are_not_dropped_from_later_ones()
    {
        using var zone = new LedgerZone(window: Window);
        var first = zone.Claim("id\n1\n2\n", "a.csv");
        zone.Run(first, FaultPlan.Parse("fail deliver EIO"));
        zone.NewJob(first).Poison(2);
        zone.Run("id\n2\n3\n", "b.csv");
        zone.Output("b.csv").ShouldBe("id\n2\n3\n");

        // and what the second delivered is not delivered again by the first
        zone.Steps.Retry.Request("orders", first.Name);
        zone.Run(zone.Steps.Retry.Resume("orders", first.Name)).ShouldBeOfType<JobResult.Archived>();
        zone.Output("a.csv").ShouldBe("id\n1\n");
    }

    [Fact]
    public void Many_keys_are_written_in_portions_and_all_are_found()
    {
        using var zone = new LedgerZone(window: Window);
        var text = "id\n" + string.Concat(Enumerable.Range(0, 1_200_000).Select(i => $"{i}\n"));
        zone.Run(text, "a.csv").ShouldBeOfType<JobResult.Archived>().Rows.Out.ShouldBe(1_200_000);
        zone.Reopen();
        zone.Run(text + "1200000\n", "b.csv");
        zone.Output("b.csv").ShouldBe("id\n1200000\n");
    }
}
