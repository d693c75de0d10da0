using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

public sealed class RefusedConstraintTests
{
    private static readonly FieldType[] Ordered =
    [
        FieldType.Integer, FieldType.Number, FieldType.Date, FieldType.Time, FieldType.DateTime, FieldType.Year, FieldType.YearMonth, FieldType.Duration,
    ];

    private static readonly FieldType[] Measured = [FieldType.String, FieldType.Array, FieldType.Object, FieldType.List];

    public static TheoryData<FieldType> Types() => [.. Enum.GetValues<FieldType>()];

    [Fact]
    public void NaN_is_no_bound()
    {
        foreach (var constraints in new[] { new Constraints { Minimum = "NaN" }, new Constraints { Maximum = "nan" }, new Constraints { ExclusiveMinimum = "NaN" }, new Constraints { ExclusiveMaximum = " NaN " } })
            Table.Problems(Table.Rules(Table.Field("f", FieldType.Number, constraints))).ShouldHaveSingleItem().Message.ShouldContain("neither above nor below any number");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_constraint_that_does_not_apply_to_a_type_is_rejected(FieldType type)
    {
        Refused(type, new Constraints { Minimum = "x" }, "minimum").ShouldBe(!Ordered.Contains(type));
        Refused(type, new Constraints { Maximum = "x" }, "maximum").ShouldBe(!Ordered.Contains(type));
        Refused(type, new Constraints { ExclusiveMinimum = "x" }, "exclusiveMinimum").ShouldBe(!Ordered.Contains(type));
        Refused(type, new Constraints { ExclusiveMaximum = "x" }, "exclusiveMaximum").ShouldBe(!Ordered.Contains(type));
        Refused(type, new Constraints { MinLength = 1 }, "minLength").ShouldBe(!Measured.Contains(type));
        Refused(type, new Constraints { MaxLength = 1 }, "maxLength").ShouldBe(!Measured.Contains(type));
        Refused(type, new Constraints { Pattern = "x" }, "pattern").ShouldBe(type != FieldType.String);
        Refused(type, new Constraints { JsonSchema = "{}" }, "jsonSchema").ShouldBe(type is not (FieldType.Array or FieldType.Object));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_may_be_required_and_unique(FieldType type) =>
        Table.Run("f,other\n,x\n", Table.Rules(Table.Field("f", type, new Constraints { Required = true, Unique = true }), Table.Field("other")))
            .Error.Code.ShouldBe(ErrorCode.ConstraintError);

    [Theory]
    [InlineData(FieldType.Integer, "5", null, "5", "constraints.exclusiveMaximum")]
    [InlineData(FieldType.Integer, null, "5", "5", "constraints.exclusiveMinimum")]
    [InlineData(FieldType.Duration, null, "P1Y", "P12M", "constraints.exclusiveMinimum")]
    public void Bounds_that_leave_no_value_are_rejected(FieldType type, string? minimum, string? above, string below, string place) =>
        Table.Problems(Table.Rules(Table.Field("f", type, new Constraints { Minimum = minimum, ExclusiveMinimum = above, ExclusiveMaximum = below })))
            .ShouldHaveSingleItem().Path.ShouldBe($"schema.fields[0].{place}");

    [Theory]
    [InlineData(FieldType.Array, "{}")]
    [InlineData(FieldType.GeoJson, "{}")]
    [InlineData(FieldType.YearMonth, "2000")]
    [InlineData(FieldType.Duration, "1Y")]
    [InlineData(FieldType.GeoPoint, "x")]
    public void An_allowed_value_that_is_not_of_the_type_is_rejected(FieldType type, string value) =>
        Table.Problems(Table.Rules(Table.Field("f", type, new Constraints { Enum = [value] }))).ShouldHaveSingleItem().Path.ShouldBe("schema.fields[0].constraints.enum[0]");

    [Theory]
    [InlineData(FieldType.GeoPoint, "topojson")]
    [InlineData(FieldType.GeoJson, "array")]
    [InlineData(FieldType.Object, "email")]
    [InlineData(FieldType.Duration, "%Y")]
    [InlineData(FieldType.List, "csv")]
    public void A_format_of_another_type_is_rejected(FieldType type, string format) =>
        Table.Problems(Table.Rules(new Field { Name = "f", Type = type, Format = format })).ShouldHaveSingleItem().Path.ShouldBe("schema.fields[0].format");

    private static bool Refused(FieldType type, Constraints constraints, string name)
    {
        TableConversion.Compile(Table.Rules(Table.Field("f", type, constraints)), out var problems);
        return problems.Any(problem => problem.Path == $"schema.fields[0].constraints.{name}" && problem.Message.Contains("does not apply", StringComparison.Ordinal));
    }
}
