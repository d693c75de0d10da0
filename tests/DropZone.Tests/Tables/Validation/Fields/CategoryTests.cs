using DropZone.Errors;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

public sealed class CategoryTests
{
    [Theory]
    [InlineData(FieldType.String, "1", true)]
    [InlineData(FieldType.String, "01", false)]
    [InlineData(FieldType.Integer, "01", true)]
    [InlineData(FieldType.Integer, "3", false)]
    public void A_cell_holds_one_of_the_categories_in_the_type_of_the_field(FieldType type, string cell, bool valid) =>
        Verdict.Of(new Field { Name = "f", Type = type, Categories = ["1", "2"] }, cell).ShouldBe(valid ? null : ErrorCode.ConstraintError);

    [Fact]
    public void Only_texts_and_integers_have_categories() =>
        Table.Problems(Table.Rules(new Field { Name = "f", Type = FieldType.Number, Categories = ["1"] })).ShouldHaveSingleItem().Path.ShouldBe("schema.fields[0].categories");

    [Fact]
    public void An_allowed_value_that_is_no_category_is_rejected() =>
        Table.Problems(Table.Rules(new Field { Name = "f", Categories = ["a"], Constraints = new Constraints { Enum = ["a", "b"] } }))
            .ShouldHaveSingleItem().Path.ShouldBe("schema.fields[0].constraints.enum");

    [Fact]
    public void The_missing_values_of_a_field_replace_those_of_the_table()
    {
        var field = new Field { Name = "f", Type = FieldType.Integer, MissingValues = ["-"], Constraints = new Constraints { Required = true } };
        Verdict.Of(field, "-").ShouldBe(ErrorCode.ConstraintError);
        Verdict.Of(field, "").ShouldBe(ErrorCode.TypeError);
    }
}
