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
    private const int RowsOfType = 50_000; // read one by one
    private const int Measurements = 3;
    private const int Files = 200;

    private const double BytesPerRow = 0.01;
    private const double BytesPerRowInBlocks = 0.25;
    /// <summary>Less than the smallest object, 24 bytes.</summary>
    private const double BytesOfNoObject = 1;
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
        PerRow(rules, blockSize, "id,amount,code,day", "17,12.50,\"ABC-1234\",2026-11-28", isBad: false, Rows).ShouldBeLessThan(most);
    }

    // the collector of memory stops all threads, those of other feeds, too
    [Theory]
    [InlineData(FieldType.Array, "[]")]
    [InlineData(FieldType.Array, "\"[1, [2], {\"\"a\"\": null}]\"")]
    [InlineData(FieldType.Object, "\"{\"\"a\"\": [1, 2]}\"")]
    [InlineData(FieldType.List, "\"a,b,,c\"")]
    [InlineData(FieldType.Number, "-12.5e3")]
    [InlineData(FieldType.Boolean, "true")]
    [InlineData(FieldType.DateTime, "2026-11-28T06:00:00Z")]
    [InlineData(FieldType.Time, "06:00:00")]
    [InlineData(FieldType.Year, "2026")]
    [InlineData(FieldType.YearMonth, "2026-11")]
    [InlineData(FieldType.Duration, "P1DT2H")]
    [InlineData(FieldType.GeoPoint, "\"90.5, 45.5\"")]
    public void A_cell_of_any_type_allocates_nothing(FieldType type, string cell) =>
        PerRow(Table.Rules(Table.Field("id", type)), 0, "id", cell, isBad: false, RowsOfType).ShouldBeLessThan(BytesOfNoObject);

    [Theory]
    [InlineData("12.50 EUR")]
    [InlineData("(12.50) z\u0142")]
    [InlineData("-$12.50")]
    public void A_number_that_is_not_bare_allocates_nothing(string cell) =>
        PerRow(Table.Rules(Table.Field("id", FieldType.Number) with { BareNumber = false }), 0, "id", cell, isBad: false, RowsOfType).ShouldBeLessThan(BytesOfNoObject);

    [Theory]
    [InlineData("3 TEUR", "2026-11-30")]
    [InlineData("3", "03/04/2026")]
    public void A_cell_in_doubt_whose_error_is_only_counted_allocates_nothing(string amount, string day) =>
        PerRow(
            Table.Rules(Table.Field("amount", FieldType.Number) with { BareNumber = false }, Table.Field("day", FieldType.Date) with { Format = "any" }) with { BadRows = BadRows.Split },
            0, "amount,day", $"{amount},{day}", isBad: true, RowsOfType).ShouldBeLessThan(BytesOfNoObject);

    [Theory]
    [InlineData("id,day", "1")]
    [InlineData("id,day", "1,2026-11-30,x")]
    [InlineData("id,day", "x,2026-11-30")]
    [InlineData("id,day", "1,2026-11-31")]
    public void A_bad_row_whose_error_is_only_counted_allocates_nothing(string header, string row) =>
        PerRow(Table.Rules(Table.Field("id", FieldType.Integer), Table.Field("day", FieldType.Date)) with { BadRows = BadRows.Split }, 0, header, row, isBad: true, RowsOfType)
            .ShouldBeLessThan(BytesOfNoObject);

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

    /// <summary>Returns the bytes that a row more allocates.</summary>
    private double PerRow(RuleSet rules, int blockSize, string header, string row, bool isBad, int count)
    {
        var conversion = TableConversion.Compile(rules, out _)!;
        Run(2 * count); // the pools are filled
        var perRow = (double)(Least(2 * count) - Least(count)) / count;
        output.WriteLine($"{perRow:F4} bytes per row");
        return perRow;

        // threads of earlier tests may add to a measurement
        long Least(int rows) => Enumerable.Range(0, Measurements).Min(_ => Run(rows));

        long Run(int rows)
        {
            var text = Encoding.UTF8.GetBytes($"{header}\n" + string.Concat(Enumerable.Repeat($"{row}\n", rows)));
            var before = GC.GetTotalAllocatedBytes(precise: true);
            conversion.Run(new MemoryStream(text), new ConversionOutput(Stream.Null, null, () => Stream.Null) { BlockSize = blockSize }, Facts.Of("", ""), CancellationToken.None)
                .Rows.Out.ShouldBe(isBad ? 0 : rows);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }
}
