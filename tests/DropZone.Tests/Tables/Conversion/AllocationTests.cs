using System.Text;
using DropZone.Jobs;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

/// <summary>Allocations, which unlike times are reproducible: the bounds are the measured values plus a tenth. All threads are counted, so these tests run alone.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests(ITestOutputHelper output)
{
    private const int Rows = 200_000;
    private const int Files = 200;

    private const double BytesPerRow = 0.01;
    private const double BytesPerRowInBlocks = 0.25;
    private const double BytesPerFile = 51_000;

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    [Theory]
    [InlineData(0, BytesPerRow)]
    [InlineData(1 << 19, BytesPerRowInBlocks)]
    public void A_row_allocates_almost_nothing(int blockSize, double most)
    {
        var rules = Table.Rules(
            Table.Field("id", FieldType.Integer, new Constraints { Required = true }), Table.Field("amount", FieldType.Number, new Constraints { Minimum = "0" }),
            Table.Field("code", constraints: new Constraints { Pattern = "[A-Z]{3}-[0-9]{4}" }), Table.Field("day", FieldType.Date)) with
        {
            Steps = [new DropZone.Tables.Transform.Steps.Cell.LowerStep(["code"])],
        };
        var conversion = TableConversion.Compile(rules, out _)!;
        Run(2 * Rows); // the pools are filled
        var once = Run(Rows);
        var perRow = (double)(Run(2 * Rows) - once) / Rows;
        output.WriteLine($"{perRow:F4} bytes per row");
        perRow.ShouldBeLessThan(most);

        long Run(int rows)
        {
            var text = Encoding.UTF8.GetBytes("id,amount,code,day\n" + string.Concat(Enumerable.Repeat("17,12.50,\"ABC-1234\",2026-11-28\n", rows)));
            var before = GC.GetTotalAllocatedBytes(precise: true);
            conversion.Run(new MemoryStream(text), new ConversionOutput(Stream.Null, null, () => Stream.Null) { BlockSize = blockSize }, Facts.Of("", ""), CancellationToken.None)
                .Rows.Out.ShouldBe(rows);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }

    [Fact]
    public void A_file_allocates_no_more_than_its_bound()
    {
        using var zone = new SpoolZone();
        var steps = zone.Steps();
        Run(0);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Run(Files);
        var perFile = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Files;
        output.WriteLine($"{perFile:F0} bytes per file");
        perFile.ShouldBeLessThan(BytesPerFile);

        void Run(int first)
        {
            for (var i = first; i < first + Files; i++)
            {
                var job = zone.JobWith(("orders-1.csv", $"id\n{i}\n"));
                zone.NewJob(job, steps, zone.Ledger, TimeProvider.System, NullLogger.Instance).Run(CancellationToken.None).ShouldBeOfType<JobResult.Archived>();
            }
        }
    }
}
