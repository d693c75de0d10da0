using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Steps.Row;
using DropZone.Tables.Validation.Checks;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

public sealed class MinRowsTests
{
    [Theory]
    [InlineData("a,b\n", 1)]
    [InlineData("a,b\r\n", 1)]
    [InlineData("a,b", 1)]
    [InlineData("\uFEFFa,b\n", 1)]
    [InlineData("a,b\n1,2\n", 2)]
    [InlineData("a,b\n1,2\n3,4\n", 100)]
    public void A_file_with_fewer_rows_is_refused(string text, int rows)
    {
        var error = Table.Run(text, new RuleSet { MinRows = rows }).Error;
        (error.Code, error.Row, error.Line).ShouldBe((ErrorCode.TooFewRows, 0, 0));
        error.Message.ShouldContain($"requires at least {rows} (min-rows)");
        Table.Run(text, new RuleSet { MinRows = 0 }).Result.Valid.ShouldBeTrue();
    }

    [Fact]
    public void The_default_of_a_replaced_table_says_so()
    {
        var error = Table.Run("a,b\n", new RuleSet { MinRows = 1, ReplacesRows = true }).Error;
        error.Message.ShouldStartWith("The file has a header, but no rows, and a target of the feed replaces all rows of its table (mode: replace)");
        error.Message.ShouldEndWith("set min-rows: 0 in the feed.");
    }

    [Theory]
    [InlineData("n\n2\n", "The only row of the file would not be delivered;")]
    [InlineData("n\n2\n2\n", "None of the 2 rows of the file would be delivered;")]
    [InlineData("n\n2\n3\n", "Only 1 of the 2 rows of the file would be delivered;")]
    [InlineData("n\n3\n", "The file has only 1 row;")]
    public void The_message_counts_the_rows(string text, string message) =>
        Table.Run(text, Table.Steps(new FilterStep(false, [new Comparison("n", ComparisonKind.Equal, ["2"])])) with { MinRows = 2 }).Error.Message.ShouldStartWith(message);

    [Fact]
    public void Skipped_rejected_and_filtered_rows_do_not_count()
    {
        Table.Run("a,b\n\n ,\n", new RuleSet { MinRows = 1, BlankRows = BlankRows.Skip }).Error.Code.ShouldBe(ErrorCode.TooFewRows);
        var split = new RuleSet { MinRows = 2, BadRows = BadRows.Split };
        Table.Run("a,b\n1,2\n3\n", split).Result.IsSplit.ShouldBeFalse();
        Table.Run("a,b\n1,2\n3\n4,5\n", split).Result.IsSplit.ShouldBeTrue();
    }

    [Fact]
    public void A_long_file_has_enough_rows() =>
        Table.Run("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 400_000)), new RuleSet { MinRows = 400_000 }).Result.Valid.ShouldBeTrue();
}
