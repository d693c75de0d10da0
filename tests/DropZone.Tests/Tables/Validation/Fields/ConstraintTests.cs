using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

public sealed class ConstraintTests
{
    [Theory]
    [InlineData(FieldType.Integer, "5", "9", "4", "5")]
    [InlineData(FieldType.Integer, "5", "9", "10", "09")]
    [InlineData(FieldType.Number, "0.1", "0.3", "0.30000000000000001", "0.3")]
    [InlineData(FieldType.Number, "1", "2", "NaN", "1.5e0")]
    [InlineData(FieldType.Date, "2024-01-01", "2024-12-31", "2023-12-31", "2024-12-31")]
    [InlineData(FieldType.Time, "06:00:00", "07:00:00", "07:00:00.1", "07:00:00Z")]
    [InlineData(FieldType.DateTime, "2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z", "2024-01-01T00:30:00+01:00", "2024-01-02T00:30:00+01:00")]
    [InlineData(FieldType.Year, "2000", "2001", "1999", "2001")]
    public void Values_outside_the_range_fail(FieldType type, string minimum, string maximum, string outside, string inside)
    {
        var rules = Table.Rules(Table.Field("f", type, new Constraints { Minimum = minimum, Maximum = maximum }));
        Table.Run($"f\n{outside}\n", rules).Error.Code.ShouldBe(ErrorCode.ConstraintError);
        Table.Run($"f\n{inside}\n", rules).Result.Valid.ShouldBeTrue();
    }

    [Fact]
    public void Lengths_are_counted_in_code_points()
    {
        var rules = Table.Rules(Table.Field("f", constraints: new Constraints { MinLength = 2, MaxLength = 3 }));
        Table.Run("f\n😀é\n", rules).Result.Valid.ShouldBeTrue();
        Table.Run("f\n😀\n", rules).Error.Message.ShouldContain("at least 2");
        Table.Run("f\nabcd\n", rules).Error.Message.ShouldContain("at most 3");
    }

    [Theory]
    [InlineData("ab", true)]
    [InlineData("xab", false)]
    [InlineData("b", true)]
    [InlineData("\"ab\n\"", false)]
    public void The_whole_cell_matches_the_pattern(string cell, bool valid) =>
        Table.Run($"f\n{cell}\n", Table.Rules(Table.Field("f", constraints: new Constraints { Pattern = "ab|b" }))).Result.Valid.ShouldBe(valid);

    [Fact]
    public void Enum_values_compare_in_the_type_of_the_field()
    {
        var rules = Table.Rules(Table.Field("f", FieldType.Integer, new Constraints { Enum = ["1", "20"] }));
        Table.Run("f\n020\n1\n", rules).Result.Valid.ShouldBeTrue();
        Table.Run("f\n2\n", rules).Error.Code.ShouldBe(ErrorCode.ConstraintError);
    }

    [Fact]
    public void A_required_value_may_not_be_missing()
    {
        var rules = new RuleSet
        {
            Schemas = [new TableSchema { Fields = [Table.Field("a", FieldType.Integer, new Constraints { Required = true }), Table.Field("b", FieldType.Integer)], MissingValues = ["NA"] }],
        };
        var error = Table.Run("a,b\n1,NA\nNA,2\n", rules).Error;
        (error.Code, error.Row, error.Line, error.Byte, error.Column, error.Field, error.Value)
            .ShouldBe((ErrorCode.ConstraintError, 3, 3, 9, 1, "a", "NA"));
        Table.Run("a,b\n1,\n", rules).Error.Code.ShouldBe(ErrorCode.TypeError);
    }

    [Theory]
    [InlineData(FieldType.String, "x\ny\nx", true)]
    [InlineData(FieldType.String, "x\nX\ny", false)]
    [InlineData(FieldType.Integer, "1\n2\n01", true)]
    [InlineData(FieldType.Number, "1.0\n2\n1.00", true)]
    [InlineData(FieldType.Number, "1.0\n2\n10", false)]
    public void A_unique_value_occurs_once(FieldType type, string cells, bool repeated)
    {
        var result = Table.Run($"f\n{cells}\n", Table.Rules(Table.Field("f", type, new Constraints { Unique = true }))).Result;
        result.Valid.ShouldBe(!repeated);
        if (repeated)
            result.Errors[0].ShouldSatisfyAllConditions(
                error => error.Code.ShouldBe(ErrorCode.UniqueError), error => error.Row.ShouldBe(4), error => error.Message.ShouldContain("row 2"));
    }

    [Fact]
    public void Many_unique_values_are_distinguished()
    {
        var rules = Table.Rules(Table.Field("f", FieldType.Integer, new Constraints { Unique = true }));
        var text = "f\n" + string.Join('\n', Enumerable.Range(0, 50_000)) + "\n";
        Table.Run(text, rules).Result.Valid.ShouldBeTrue();
        Table.Run(text + "5\n", rules).Error.Row.ShouldBe(50_002);
    }

    [Fact]
    public void Every_violated_constraint_of_a_cell_is_reported() =>
        Table.Run("f\nX\n", Table.Rules(Table.Field("f", constraints: new Constraints { MinLength = 2, Pattern = "[a-z]+", Enum = ["ab"] })))
            .Result.Counts[ErrorCode.ConstraintError].ShouldBe(3);
}
