using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Jobs;

public sealed class JobFolderTests
{
    private static readonly JobName Job = JobName.Parse("20261123T101502Z-k7f3q9xd-orders.csv")!.Value;

    [Theory]
    [InlineData("orders.csv", "orders.csv", "orders.csv~", "#orders.csv#", "report.txt")]
    [InlineData("a.csv", "b.csv", "a.csv")] // its name is too long for a job's, or it was renamed: the same one each time
    [InlineData(null, "report.txt", "report.json", ".retried", "receipt.json")]
    public void The_delivery_is_distinguished_from_the_backups_of_an_editor(string? original, params string[] names)
    {
        JobFolder.OriginalAmong(names, Job).ShouldBe(original);
        JobFolder.OriginalAmong([.. names.Reverse()], Job).ShouldBe(original);
    }
}
