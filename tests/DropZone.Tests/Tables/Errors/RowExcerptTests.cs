using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Errors;

public sealed class RowExcerptTests
{
    private static readonly RuleSet Two = Table.Rules(Table.Field("id", FieldType.Integer), Table.Field("name"));

    [Fact]
    public void The_row_of_the_first_error_of_each_code_is_kept()
    {
        var rows = Table.Run("id,name\n1,a\nx,\"b\nc\"\ny,d\n2,e,f\n", Two).Result.Excerpts;
        rows.Select(row => row.Code).ShouldBe([ErrorCode.TypeError, ErrorCode.ExtraCell]);
        (rows[0].Row, rows[0].Line, rows[0].Column, rows[0].First, rows[0].Columns).ShouldBe((3, 3, 1, 1, 2));
        rows[0].Labels.ShouldBe(["id", "name"]);
        rows[0].Cells.ShouldBe(["x", "b\nc"]);
        (rows[1].Row, rows[1].Line, rows[1].Column).ShouldBe((5, 6, 3));
        rows[1].Cells.ShouldBe(["2", "e", "f"]);
    }

    [Fact]
    public void Of_a_wide_row_the_cells_around_the_invalid_one_are_kept()
    {
        var fields = Enumerable.Range(1, 300).Select(i => Table.Field($"c{i}", FieldType.Integer)).ToArray();
        var header = string.Join(',', fields.Select(field => field.Name));
        foreach (var bad in new[] { 1, 150, 300 })
        {
            var row = Table.Run($"{header}\n{string.Join(',', Enumerable.Range(1, 300).Select(i => i == bad ? "x" : $"{i}"))}\n", Table.Rules(fields))
                .Result.Excerpts.ShouldHaveSingleItem();
            row.Cells.Count.ShouldBe(12);
            row.Columns.ShouldBe(300);
            row.Cells[row.Column!.Value - row.First].ShouldBe("x");
            row.Labels[row.Column.Value - row.First].ShouldBe($"c{bad}");
        }
    }

    [Fact]
    public void A_cell_that_the_row_lacks_has_its_place()
    {
        var row = Table.Run("id,name\n1\n", Two).Result.Excerpts.ShouldHaveSingleItem();
        (row.Code, row.Column, row.Columns).ShouldBe((ErrorCode.MissingCell, 2, 1));
        row.Labels.ShouldBe(["id", "name"]);
        row.Cells.ShouldBe(["1"]);
    }

    [Fact]
    public void Long_cells_labels_and_messages_are_cut()
    {
        var label = new string('l', 100_000);
        var result = Table.Run($"id,{label}\n{new string('x', 100_000)}\n", new RuleSet()).Result;
        var row = result.Excerpts.ShouldHaveSingleItem();
        row.Cells.Concat(row.Labels).ShouldAllBe(text => text.Length <= 200);
        result.Errors.ShouldHaveSingleItem().Field!.Length.ShouldBe(200);
        result.Errors[0].Message.Length.ShouldBeLessThanOrEqualTo(2000);
    }

    [Fact]
    public void An_invalid_header_is_kept_with_the_expected_one()
    {
        var result = Table.Run("id,Name\n1,a\n", Two).Result;
        result.Excerpts.ShouldBeEmpty();
        result.Header!.Found.ShouldBe(["id", "Name"]);
        result.Header.Expected.ShouldBe(["id", "name"]);
        Table.Run("id,name\nx,a\n", Two).Result.Header.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7\n")]
    public void A_file_that_is_no_table_has_no_row_to_show(string text) => Table.Run(text, Two).Result.Excerpts.ShouldBeEmpty();
}
