using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps.Cell;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Errors;

/// <summary>Errors in rows with sensitive cells: sensitive values are never shown.</summary>
public sealed class SensitiveCellTests
{
    private const string Secret = "Marianne";

    private static readonly RuleSet People = Table.Rules(
        Table.Field("id", FieldType.Integer), Table.Field("name", constraints: new Constraints { MaxLength = 3 }) with { Sensitive = true });

    [Fact]
    public void Other_cells_of_a_row_are_shown_and_the_sensitive_one_is_not()
    {
        var result = Table.Run($"id,name\nx,{Secret}\n", People).Result;
        result.Errors.Select(error => (error.Field, error.Value)).ShouldBe([("id", "x"), ("name", SensitiveCells.Mask)]);
        result.Excerpts[0].Cells.ShouldBe(["x", SensitiveCells.Mask]);
        result.Excerpts[0].Labels.ShouldBe(["id", "name"]);
    }

    [Theory]
    [InlineData("id,name\n1\tMarianne\n")]
    [InlineData("id,name\n1,a,Marianne\n")]
    [InlineData("id,name\nMarianne\n")]
    [InlineData("id,name\nMarianne,1,\n")]
    [InlineData("id,name\n1,a\"Marianne\n")]
    [InlineData("id,name\n1,\"Marianne\n")]
    [InlineData("id,nam\nMarianne,x\n")]
    [InlineData("1,Marianne\n2,Marianne\n")]
    [InlineData("Marianne,Marianne\n2,Marianne\n")]
    [InlineData("Marianne\n")]
    [InlineData("id;Marianne\n")]
    public void No_cell_is_shown_if_the_columns_are_uncertain(string text)
    {
        var result = Table.Run(text, People).Result;
        result.Errors.Count.ShouldBeGreaterThan(0);
        string.Join('\n', result.Errors.SelectMany(error => new[] { error.Value, error.Field, error.Message })).ShouldNotContain(Secret, Case.Sensitive);
        result.Excerpts.SelectMany(row => row.Cells.Concat(row.Labels)).ShouldAllBe(cell => !cell.Contains(Secret, StringComparison.Ordinal));
        (result.Header?.Found ?? []).ShouldAllBe(label => !label.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_enough_that_one_version_of_the_schema_marks_it()
    {
        var rules = People with { Schemas = [new TableSchema { Fields = [Table.Field("id", FieldType.Integer), Table.Field("name")] }, .. People.Schemas] };
        Table.Run($"id,name\nx,{Secret}\n", rules).Result.Excerpts[0].Cells.ShouldBe(["x", SensitiveCells.Mask]);
    }

    [Fact]
    public void A_reference_to_a_row_that_is_not_there_does_not_show_it()
    {
        var rules = new RuleSet
        {
            Schemas =
            [
                new TableSchema
                {
                    Fields = [Table.Field("id"), Table.Field("boss") with { Sensitive = true }],
                    ForeignKeys = [new ForeignKey(["boss"], null, ["id"])],
                },
            ],
        };
        Table.Run($"id,boss\n1,{Secret}\n", rules).Error.Value.ShouldBe(SensitiveCells.Mask);
    }

    [Fact]
    public void No_cell_of_a_table_derived_from_sensitive_fields_is_shown()
    {
        var rules = new RuleSet { HidesCells = true, Steps = [new DateStep(new Dictionary<string, string> { ["day"] = "%Y" })] };
        Table.Run($"day\n{Secret}\n", rules).Error.Value.ShouldBe(SensitiveCells.Mask);
    }

    [Fact]
    public void Without_a_sensitive_field_all_is_shown() =>
        Table.Run($"id,name\n{Secret},a\n", Table.Rules(Table.Field("id", FieldType.Integer), Table.Field("name"))).Error.Value.ShouldBe(Secret);
}
