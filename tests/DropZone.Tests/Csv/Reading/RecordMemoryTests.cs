using System.Text;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Reading;

/// <summary>Large records of all runs share one budget, one run at a time.</summary>
public sealed class RecordMemoryTests
{
    private const int Budget = 32 << 20;

    [Fact]
    public void A_record_that_fits_the_free_memory_needs_no_turn()
    {
        var runs = Run("id\n" + new string('x', 900_000) + "\n", out var result);
        result.Valid.ShouldBeTrue();
        runs.ShouldBe(1);
    }

    [Fact]
    public void A_record_above_the_free_memory_is_read_again_in_its_turn()
    {
        var runs = Run("id\n" + new string('x', 2_000_000) + "\n1\n", out var result);
        result.Valid.ShouldBeTrue();
        result.Rows.Out.ShouldBe(2);
        runs.ShouldBe(2);
    }

    [Fact]
    public void A_record_that_needs_more_than_the_budget_is_too_large()
    {
        Run("id\n" + new string('x', 4_000_000) + "\n", out var result);
        var error = result.Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(ErrorCode.RecordTooLarge);
        error.Message.ShouldBe("The record has no line end within 3 MiB, or too many cells, for the memory of the service.");
    }

    [Fact]
    public void A_record_of_very_many_cells_is_too_large_although_its_bytes_fit()
    {
        Run("id\n" + new string(',', 3_000_000) + "\n", out var result);
        result.Errors.ShouldContain(error => error.Code == ErrorCode.RecordTooLarge);
    }

    [Fact]
    public void JSON_whose_values_exceed_the_free_memory_waits_for_its_turn()
    {
        var runs = Run("id\n\"[" + string.Join(',', Enumerable.Repeat('1', 200_000)) + "]\"\n", out var result, FieldType.Array, new Constraints { Unique = true });
        result.Valid.ShouldBeTrue();
        runs.ShouldBe(2);
    }

    [Fact]
    public void JSON_whose_values_exceed_the_budget_is_too_large()
    {
        Run("id\n\"[" + string.Join(',', Enumerable.Repeat('1', 1_000_000)) + "]\"\n", out var result, FieldType.Array, new Constraints { Unique = true });
        var error = result.Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(ErrorCode.RecordTooLarge);
        error.Message.ShouldStartWith("The JSON of \"id\" needs more memory than one record may take.");
    }

    [Fact]
    public async Task One_run_at_a_time_has_the_memory_beside_small_runs()
    {
        using var memory = new RecordMemory(Budget);
        var (active, most) = (0, 0);
        var large = Enumerable.Range(0, 4).Select(_ => Task.Run(() => memory.Run(
            allowance =>
            {
                if (!allowance.IsLarge)
                    return allowance.AdmitsValues(1, Budget);
                most = Math.Max(most, Interlocked.Increment(ref active));
                memory.Run(_ => true, TestContext.Current.CancellationToken).ShouldBeTrue();
                Interlocked.Decrement(ref active);
                return true;
            },
            TestContext.Current.CancellationToken)));
        (await Task.WhenAll(large)).ShouldAllBe(done => done);
        most.ShouldBe(1);
    }

    [Fact]
    public void A_stop_ends_the_wait_for_the_turn()
    {
        using var memory = new RecordMemory(Budget);
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => memory.Run(
            allowance =>
            {
                stop.Cancel();
                return allowance.AdmitsValues(1, Budget);
            },
            stop.Token));
    }

    private static int Run(string text, out ConversionResult result, FieldType type = FieldType.String, Constraints? constraints = null)
    {
        var conversion = TableConversion.Compile(Table.Rules(Table.Field("id", type, constraints ?? new Constraints())), out _)!;
        using var memory = new RecordMemory(Budget);
        var bytes = Encoding.UTF8.GetBytes(text);
        var runs = 0;
        result = memory.Run(
            allowance =>
            {
                runs++;
                using var input = new ChunkedStream(bytes, int.MaxValue);
                using var output = new MemoryStream();
                return conversion.Run(
                    input, new ConversionOutput(output, null, () => new MemoryStream()) { Memory = allowance }, Facts.Of("orders.csv", "job-7"), TestContext.Current.CancellationToken);
            },
            TestContext.Current.CancellationToken);
        return runs;
    }
}
