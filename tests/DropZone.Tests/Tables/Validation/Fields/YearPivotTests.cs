using DropZone.Spool.Records;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps.Cell;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

/// <summary>The century of two-digit years is that of POSIX, or of the field's <c>yearPivot</c>.</summary>
public sealed class YearPivotTests
{
    [Theory]
    [InlineData(69, "30.11.68", "2068-11-30")]
    [InlineData(69, "30.11.69", "1969-11-30")]
    [InlineData(69, "30.11.99", "1999-11-30")]
    [InlineData(69, "30.11.00", "2000-11-30")]
    [InlineData(30, "30.11.29", "2029-11-30")]
    [InlineData(30, "30.11.30", "1930-11-30")]
    [InlineData(0, "30.11.00", "1900-11-30")]
    [InlineData(100, "30.11.99", "2099-11-30")]
    public void Years_below_the_pivot_are_of_this_century(int pivot, string cell, string date)
    {
        foreach (var format in (string[])["%d.%m.%y", "any"])
            Run(new Field { Name = "when", Type = FieldType.Date, Format = format, YearPivot = pivot }, cell, "%Y-%m-%d").ShouldBe(date);
    }

    [Fact]
    public void Bounds_have_the_century_of_the_field()
    {
        var field = new Field { Name = "when", Type = FieldType.Date, Format = "%d.%m.%y", YearPivot = 30, Constraints = new Constraints { Minimum = "01.01.30" } };
        Table.Run("when\n30.11.26\n31.12.29\n01.01.31\n", Table.Rules(field)).Result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void A_step_that_writes_two_digits_keeps_the_century_for_later_steps_and_targets_receive_text()
    {
        var field = new Field { Name = "when", Type = FieldType.Date, YearPivot = 27 };
        var table = Table.Run("when\n1927-05-06\n", Table.Rules(field) with { Steps = [Step("%d.%m.%y"), Step("%m/%d/%y"), Step("%d %b %Y")] });
        table.Output.ShouldBe("when\n06 May 1927\n");
        var receipt = ReceiptColumn.Of(Table.Run("when\n1927-05-06\n", Table.Rules(field) with { Steps = [Step("%d.%m.%y")] }).Result.Output!.Columns[0]);
        receipt.Field().Type.ShouldBe(FieldType.String, "a year beyond the pivot's hundred would become another one");
    }

    private static DateStep Step(string format) => new(new Dictionary<string, string> { ["when"] = format });

    private static string Run(Field field, string cell, string format) =>
        Table.Run($"when\n{cell}\n", Table.Rules(field) with { Steps = [Step(format)] }).Output.Split('\n')[1];
}
