using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Jobs;
using DropZone.Spool.Faults;
using DropZone.Spool.Names;
using DropZone.Spool.Records;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Ledger;

/// <summary>Files that are delivered more than once.</summary>
public sealed class DuplicateTests
{
    private const string Text = "id\n1\n2\n";

    [Fact]
    public void The_same_file_again_is_archived_and_not_delivered_and_its_receipt_says_why()
    {
        using var zone = new LedgerZone();
        zone.Run(Text).ShouldBeOfType<JobResult.Archived>();
        File.Delete($"{zone.Zone.Outgoing}/orders/orders-1.csv");
        var first = Receipt.Read(zone.Archived[0] + "/receipt.json");
        zone.Clock.Advance(TimeSpan.FromHours(1));

        var earlier = zone.Run(Text).ShouldBeOfType<JobResult.Skipped>().Earlier;
        earlier.Job.ShouldBe(first.Job);
        earlier.File.ShouldBe("orders-1.csv");
        earlier.Sealed.ShouldBe(first.Sealed, TimeSpan.FromMilliseconds(1));
        File.Exists($"{zone.Zone.Outgoing}/orders/orders-1.csv").ShouldBeFalse();

        var second = zone.Archived.Single(folder => !folder.EndsWith(first.Job, StringComparison.Ordinal));
        Directory.GetFiles(second).Select(Path.GetFileName).ShouldBe(["orders-1.csv", "receipt.json"], ignoreOrder: true);
        var receipt = Receipt.Read(second + "/receipt.json");
        receipt.Duplicate.ShouldBe(earlier);
        receipt.Targets.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, "orders-2.csv", typeof(JobResult.Archived))]
    [InlineData(false, "orders-2.csv", typeof(JobResult.Skipped))]
    public void The_feed_decides_whether_the_name_matters(bool byName, string name, Type end)
    {
        using var zone = new LedgerZone(Duplicates.Standard with { ByName = byName });
        zone.Run(Text).ShouldBeOfType<JobResult.Archived>();
        zone.Run(Text, name).ShouldBeOfType(end);
    }

    [Theory]
    [InlineData(29, typeof(JobResult.Skipped))]
    [InlineData(31, typeof(JobResult.Archived))]
    public void After_the_window_it_is_delivered_again(int days, Type end)
    {
        using var zone = new LedgerZone();
        zone.Run(Text);
        zone.Clock.Advance(TimeSpan.FromDays(days));
        zone.Run(Text).ShouldBeOfType(end);
    }

    [Fact]
    public void A_skipped_file_does_not_start_a_new_window()
    {
        using var zone = new LedgerZone();
        zone.Run(Text);
        zone.Clock.Advance(TimeSpan.FromDays(20));
        zone.Run(Text).ShouldBeOfType<JobResult.Skipped>();
        zone.Clock.Advance(TimeSpan.FromDays(20));
        zone.Run(Text).ShouldBeOfType<JobResult.Archived>();
    }

    [Fact]
    public void A_feed_may_refuse_a_duplicate_and_a_retry_delivers_it()
    {
        using var zone = new LedgerZone(Duplicates.Standard with { Action = DuplicateAction.Fail });
        zone.Run(Text);
        zone.Run(Text).ShouldBeOfType<JobResult.Failed>().Code.ShouldBe(ErrorCode.DuplicateFile);
        var folder = zone.Failed.ShouldHaveSingleItem();
        File.ReadAllText(folder + "/report.txt").ShouldContain(Path.GetFileName(zone.Archived[0]));

        var name = JobName.Parse(Path.GetFileName(folder))!.Value;
        zone.Steps.Retry.Request("orders", name);
        zone.Run(zone.Steps.Retry.Resume("orders", name)).ShouldBeOfType<JobResult.Archived>();
        zone.Archived.Count.ShouldBe(2);
    }

    [Fact]
    public void A_feed_may_deliver_a_duplicate_every_time()
    {
        using var zone = new LedgerZone(Duplicates.Standard with { Action = DuplicateAction.Process });
        zone.Run(Text).ShouldBeOfType<JobResult.Archived>();
        zone.Run(Text).ShouldBeOfType<JobResult.Archived>();
    }

    [Fact]
    public void Failed_files_do_not_count()
    {
        using var zone = new LedgerZone();
        zone.Run("id\nx\n").ShouldBeOfType<JobResult.Failed>();
        zone.Run("id\nx\n").ShouldBeOfType<JobResult.Failed>().Code.ShouldBe(ErrorCode.TypeError);
    }

    [Fact]
    public void Of_two_equal_active_files_one_waits_and_is_skipped_when_the_other_is_archived()
    {
        using var zone = new LedgerZone();
        var (first, second) = (zone.Claim(Text), zone.Claim(Text));
        zone.Run(first, FaultPlan.Parse("fail deliver EIO")).ShouldBeOfType<JobResult.Deferred>();
        zone.Run(second).ShouldBeOfType<JobResult.Deferred>().Reason.ShouldContain(first.Name.Text);
        zone.Run(first).ShouldBeOfType<JobResult.Archived>();
        zone.Run(second).ShouldBeOfType<JobResult.Skipped>().Earlier.Job.ShouldBe(first.Name.Text);
    }

    [Fact]
    public void Of_two_equal_active_files_the_second_is_delivered_when_the_first_fails()
    {
        using var zone = new LedgerZone();
        var (first, second) = (zone.Claim(Text), zone.Claim(Text));
        zone.Run(first, FaultPlan.Parse("fail sync-output EIO")).ShouldBeOfType<JobResult.Deferred>();
        zone.Run(second).ShouldBeOfType<JobResult.Deferred>();
        zone.NewJob(first).Poison(2).ShouldBeOfType<JobResult.Failed>();
        zone.Run(second).ShouldBeOfType<JobResult.Archived>();
    }

    [Fact]
    public void A_sealed_job_of_an_earlier_run_reserves_its_content_before_new_jobs()
    {
        using var zone = new LedgerZone();
        var first = zone.Claim(Text);
        zone.Run(first, FaultPlan.Parse("fail deliver EIO"));
        zone.Reopen();
        zone.Ledger.ReserveSealed(first, zone.Feed.Duplicates, Receipt.Read(first.Receipt));
        zone.Run(Text).ShouldBeOfType<JobResult.Deferred>();
    }

    [Theory]
    [InlineData("fail archive EIO")]
    [InlineData("fail sync-archive-date EIO")]
    [InlineData("fail remember EIO")]
    public void A_job_is_never_its_own_duplicate(string fault)
    {
        using var zone = new LedgerZone(window: TimeSpan.FromDays(30));
        var job = zone.Claim(Text);
        zone.Run(job, FaultPlan.Parse(fault)).ShouldBeOfType<JobResult.Deferred>();
        zone.Reopen();
        zone.Run(job).ShouldBeOfType<JobResult.Archived>();
        zone.Archived.ShouldHaveSingleItem();
        zone.Output().ShouldBe(Text);
    }

    [Fact]
    public void A_job_that_lost_its_receipt_after_it_entered_the_ledger_is_not_its_own_duplicate()
    {
        using var zone = new LedgerZone(window: TimeSpan.FromDays(30));
        var job = zone.Claim(Text);
        zone.Run(job, FaultPlan.Parse("fail deliver EIO"));
        zone.Ledger.Remember(Receipt.Read(job.Receipt), job.RecordKeys);
        File.WriteAllText(job.Receipt, "");
        zone.Run(job).ShouldBeOfType<JobResult.Archived>().Rows.Out.ShouldBe(2);
    }

    [Fact]
    public void A_retried_sealed_job_is_skipped_if_another_delivered_its_content_meanwhile()
    {
        using var zone = new LedgerZone();
        var first = zone.Claim(Text);
        zone.Run(first, FaultPlan.Parse("fail deliver EIO"));
        zone.NewJob(first).Poison(2).ShouldBeOfType<JobResult.Failed>();
        zone.Run(Text).ShouldBeOfType<JobResult.Archived>();

        zone.Steps.Retry.Request("orders", first.Name);
        zone.Run(zone.Steps.Retry.Resume("orders", first.Name)).ShouldBeOfType<JobResult.Skipped>();
        Directory.GetFiles($"{zone.Zone.Outgoing}/orders").ShouldHaveSingleItem();
    }
}
