using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

public sealed class RowTests
{
    private static readonly RuleSet Two = Table.Rules(Table.Field("a", FieldType.Integer), Table.Field("b"));

    [Fact]
    public void A_bad_cell_is_reported_with_its_place()
    {
        var error = Table.Run("a,b\n1,\"x\ny\"\n\"x\",y\n", Two).Error;
        (error.Code, error.Row, error.Line, error.Byte, error.Column, error.Field, error.Value).ShouldBe((ErrorCode.TypeError, 3, 4, 12, 1, "a", "x"));
        error.Message.ShouldNotContain("\"x\"");
    }

    [Theory]
    [InlineData("a,b\n1,2,3\n", ErrorCode.ExtraCell, 8, 3)]
    [InlineData("a,b\n1\n", ErrorCode.MissingCell, 4, 2)]
    [InlineData("a,b\n,\n", ErrorCode.BlankRow, 4, null)]
    [InlineData("a,b\n\n", ErrorCode.BlankRow, 4, null)]
    [InlineData("a,b\n\"\",\"\"\n", ErrorCode.BlankRow, 4, null)]
    public void A_row_that_does_not_fit_is_reported_once(string text, ErrorCode code, long offset, int? column)
    {
        var error = Table.Run(text, Two).Error;
        (error.Code, error.Row, error.Line, error.Byte, error.Column).ShouldBe((code, 2, 2, offset, column));
    }

    [Fact]
    public void Blank_rows_can_be_skipped_and_do_not_count() =>
        Table.Run("a,b\n\n1,2\n,\n", Two with { BlankRows = BlankRows.Skip })
            .ShouldSatisfyAllConditions(
                table => table.Result.Valid.ShouldBeTrue(),
                table => table.Result.Rows.ShouldBe(new RowCounts(1, 1, 0, 0, 0)),
                table => table.Output.ShouldBe("a,b\n1,2\n"));

    [Fact]
    public void A_thousand_errors_of_a_code_are_kept_and_all_counted()
    {
        var result = Table.Run("a,b\n" + string.Concat(Enumerable.Repeat("x,y\n", 1500)) + "1\n", Two).Result;
        result.Errors.Count.ShouldBe(1001);
        result.Counts[ErrorCode.TypeError].ShouldBe(1500);
        result.Counts[ErrorCode.MissingCell].ShouldBe(1);
        result.Rows.ShouldBe(new RowCounts(1501, 0, 0, 0, 1501));
    }

    [Fact]
    public void A_long_value_is_cut() => Table.Run("a,b\n" + new string('é', 300) + ",y\n", Two).Error.Value.ShouldBe(new string('é', 200));

    [Fact]
    public void After_the_first_error_nothing_more_is_written() =>
        Table.Run("a,b\n1,2\nx,y\n" + string.Concat(Enumerable.Repeat("1,some text\n", 100_000)), Two).Output.Length.ShouldBe(0);

    [Fact]
    public void A_cancelled_run_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() =>
            TableConversion.Compile(Two, out _)!.Run(Stream.Null, new ConversionOutput(Stream.Null, null, () => Stream.Null), Facts.Of("", ""), cancelled.Token));
    }

    [Fact]
    public void A_run_allocates_nothing_for_a_row()
    {
        var rules = Table.Rules(
            Table.Field("a", FieldType.Integer, new Constraints { Minimum = "0" }), Table.Field("b", constraints: new Constraints { Pattern = "[a-z ]+" }),
            Table.Field("c", FieldType.Number), Table.Field("d", FieldType.Date)) with
        {
            Steps = [new DropZone.Tables.Transform.Steps.Cell.UpperStep(["b"]), new DropZone.Tables.Transform.Steps.Cell.DateStep(new Dictionary<string, string> { ["d"] = "%d.%m.%Y" })],
        };
        var conversion = TableConversion.Compile(rules, out _)!;
        Allocated(conversion, 10_000);
        var once = Allocated(conversion, 10_000);
        var twice = Allocated(conversion, 20_000);
        ((twice - once) / 10_000.0).ShouldBeLessThan(1);
    }

    private static long Allocated(TableConversion conversion, int rows)
    {
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("a,b,c,d\n" + string.Concat(Enumerable.Repeat("12,some text,1.5,2024-02-29\n", rows))));
        var before = GC.GetAllocatedBytesForCurrentThread();
        conversion.Run(input, new ConversionOutput(Stream.Null, null, () => Stream.Null) { BlockSize = 0 }, Facts.Of("", ""), CancellationToken.None).Rows.Out.ShouldBe(rows);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
