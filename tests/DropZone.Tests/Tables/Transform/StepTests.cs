using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Steps.Cell;
using DropZone.Tables.Transform.Steps.Column;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Transform;

public sealed class StepTests
{
    [Fact]
    public void Without_steps_only_line_ends_change() =>
        Table.Run("\uFEFF\"a\",b\r\n\"1\",\"x \"\"y\"\"\"\r\n 2 ,\"l\r\nm\"").Output.ShouldBe("\"a\",b\n\"1\",\"x \"\"y\"\"\"\n 2 ,\"l\r\nm\"\n");

    [Fact]
    public void Columns_are_selected_and_renamed_in_order() =>
        Table.Run("a,b,c\n1,\"2\",3\n", Table.Steps(new SelectStep(["c", "b"]), new RenameStep(new Dictionary<string, string> { ["c"] = "x,y" })))
            .Output.ShouldBe("\"x,y\",b\n3,\"2\"\n");

    [Fact]
    public void Untouched_cells_keep_their_quotes_beside_changed_ones() =>
        Table.Run("a;b;c\n\"q\";\"äx\";\" t \"\n", Table.Steps(new UpperStep(["b"]), new TrimStep(["c"]), new LowerStep(["a"])))
            .Output.ShouldBe("a;b;c\n\"q\";ÄX;t\n");

    [Fact]
    public void Changed_cells_are_quoted_where_needed() =>
        Table.Run("a,b\n\" x,\"\"y \",1\n", Table.Steps(new TrimStep(["a"]))).Output.ShouldBe("a,b\n\"x,\"\"y\",1\n");

    [Fact]
    public void Dates_are_reformatted_and_missing_values_stay()
    {
        var rules = Table.Rules(new Field { Name = "d", Type = FieldType.Date, Format = "%d.%m.%Y" }, Table.Field("e")) with
        {
            Steps = [new DateStep(new Dictionary<string, string> { ["d"] = "%a %e %b %Y, %j" }), new UpperStep(["d"])],
        };
        Table.Run("d,e\n3.2.2024,x\n,y\n", rules).Output.ShouldBe("d,e\n\"SAT  3 FEB 2024, 034\",x\n,y\n");
    }

    [Fact]
    public void A_date_that_cannot_be_read_is_a_transform_error()
    {
        var table = Table.Run("d\n2024-02-29\nsoon\n", Table.Steps(new DateStep(new Dictionary<string, string> { ["d"] = "%Y" })));
        (table.Error.Code, table.Error.Row, table.Error.Byte, table.Error.Column, table.Error.Value).ShouldBe((ErrorCode.TransformError, 3, 13, 1, "soon"));
        table.Result.Rows.ShouldBe(new RowCounts(2, 1, 0, 0, 1));
    }

    [Fact]
    public void Columns_are_added_from_templates() =>
        Table.Run("a\n\"1\n2\"\n3\n", Table.Steps(new AddStep(new Dictionary<string, string> { ["src"] = "{{{file.name}}} {job}, {row}/{line}" })))
            .Output.ShouldBe("a,src\n\"1\n2\",\"{orders.csv} job-7, 2/2\"\n3,\"{orders.csv} job-7, 3/4\"\n");

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void A_number_that_is_too_long_to_be_reformatted_is_an_error(int? places)
    {
        var form = new NumberForm(",", "", places, MidpointRounding.ToEven);
        var table = Table.Run($"a,b\n{new string('9', 600)}.5,1\n", Table.Steps(new NumberStep(new Dictionary<string, NumberForm> { ["a"] = form })));
        table.Error.Code.ShouldBe(ErrorCode.TransformError);
    }

    [Fact]
    public void A_column_missing_at_run_time_is_one_error()
    {
        var table = Table.Run("a\n1\n2\n", Table.Steps(new UpperStep(["b"])));
        (table.Error.Code, table.Error.Row).ShouldBe((ErrorCode.TransformError, 1));
    }

    [Fact]
    public void Steps_that_do_not_fit_the_header_leave_nothing_to_split()
    {
        var table = Table.Run("a,b\n1\n2,3\n", Table.Steps(new UpperStep(["c"])) with { BadRows = BadRows.Split });
        table.Result.IsSplit.ShouldBeFalse();
        table.Result.Counts.Keys.ShouldBe([ErrorCode.TransformError, ErrorCode.MissingCell], ignoreOrder: true);
    }

    [Fact]
    public void A_single_empty_cell_is_written_in_quotes() =>
        Table.Run("a,b\n,1\n", Table.Steps(new SelectStep(["a"]))).Output.ShouldBe("a\n\"\"\n");
}
