using DropZone.Jobs;
using DropZone.Tests.Linux;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Jobs;

/// <summary>What a sender does to his own file is no failure of the machine, which would affect the files of others.</summary>
public sealed class JobPreparationTests
{
    [Fact]
    public void A_file_with_a_write_lease_of_its_sender_counts_as_open_for_writing()
    {
        using var zone = new SpoolZone();
        var folder = zone.JobWith(("orders-1.csv", "id\n1\n"));
        var job = zone.NewJob(folder, zone.Steps(), zone.Ledger, TimeProvider.System, NullLogger.Instance);
        using (new WriteLease($"{folder.Folder}/orders-1.csv"))
            job.Run(TestContext.Current.CancellationToken).ShouldBeOfType<JobResult.StillWritten>();
        job.Run(TestContext.Current.CancellationToken).ShouldBeOfType<JobResult.Archived>();
    }
}
