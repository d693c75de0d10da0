using DropZone.Errors;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

public sealed class CollectionTests
{
    [Theory]
    [InlineData(FieldType.Object, """{"a": [1, {"b": null}]}""", true)]
    [InlineData(FieldType.Object, """ {} """, true)]
    [InlineData(FieldType.Object, """{"a": 1,}""", false)]
    [InlineData(FieldType.Object, """{'a': 1}""", false)]
    [InlineData(FieldType.Object, """{"a": 1} {"b": 2}""", false)]
    [InlineData(FieldType.Object, """{a: 1}""", false)]
    [InlineData(FieldType.Object, "[]", false)]
    [InlineData(FieldType.Object, "null", false)]
    [InlineData(FieldType.Array, "[1, \"a\", null]", true)]
    [InlineData(FieldType.Array, "[1, 2", false)]
    [InlineData(FieldType.Array, "[1 2]", false)]
    [InlineData(FieldType.Array, "[NaN]", false)]
    [InlineData(FieldType.Array, "{}", false)]
    [InlineData(FieldType.Array, "\"[]\"", false)]
    [InlineData(FieldType.Array, " [[], {}] ", true)]
    [InlineData(FieldType.Array, "[] []", false)]
    [InlineData(FieldType.Array, "[}", false)]
    [InlineData(FieldType.Array, "[1]]", false)]
    public void JSON_has_the_type_of_its_field(FieldType type, string cell, bool valid) => Verdict.IsValid(type, cell).ShouldBe(valid);

    [Theory]
    [InlineData(null, ",", "a,b,,c", true)]
    [InlineData(FieldType.Integer, ",", "1,2,3", true)]
    [InlineData(FieldType.Integer, ",", "1, 2", true)]
    [InlineData(FieldType.Integer, ",", "1,,3", false)]
    [InlineData(FieldType.Integer, ",", "1,2,", false)]
    [InlineData(FieldType.Integer, "; ", "1; 2", true)]
    [InlineData(FieldType.Integer, ";", "1,2", false)]
    [InlineData(FieldType.Number, ";", "1.5;NaN;-2", true)]
    [InlineData(FieldType.Boolean, "|", "true|0", true)]
    [InlineData(FieldType.Boolean, "|", "true|no", false)]
    [InlineData(FieldType.Date, ",", "2026-11-30,2026-12-01", true)]
    [InlineData(FieldType.Date, ",", "2026-11-30,2026-11-31", false)]
    [InlineData(FieldType.Time, ",", "06:00:00", true)]
    [InlineData(FieldType.DateTime, ",", "2026-11-30T06:00:00Z,x", false)]
    public void Every_item_of_a_list_is_of_the_item_type(FieldType? item, string delimiter, string cell, bool valid) =>
        Verdict.Of(new Field { Name = "f", Type = FieldType.List, ItemType = item, Delimiter = delimiter }, cell).ShouldBe(valid ? null : ErrorCode.TypeError);

    [Theory]
    [InlineData(FieldType.List, "a,b", "a", "a,b,c,d")]
    [InlineData(FieldType.Array, "[1,2]", "[1]", "[1,2,3,4]")]
    [InlineData(FieldType.Object, """{"a":1,"b":2}""", """{"a":1}""", """{"a":1,"b":2,"c":3,"d":4}""")]
    [InlineData(FieldType.Array, "[[1,2,3],{}]", "[[1,2]]", "[{\"a\":1},[],2,[]]")]
    [InlineData(FieldType.Object, """{"a":[1,2,3],"b":{"c":1,"d":2}}""", """{"a":{"b":1,"c":2}}""", """{"a":{},"b":[],"c":{},"d":[]}""")]
    [InlineData(FieldType.String, "ab", "a", "abcd")]
    public void Lengths_are_counted_in_items(FieldType type, string good, string shorter, string longer)
    {
        var lengths = new Constraints { MinLength = 2, MaxLength = 3 };
        Verdict.IsValid(type, good, lengths).ShouldBeTrue();
        Verdict.IsValid(type, shorter, lengths).ShouldBeFalse();
        Verdict.IsValid(type, longer, lengths).ShouldBeFalse();
    }

    [Theory]
    [InlineData(FieldType.Object, """{"a": 1, "b": [1.0, "x"]}""", """{"b":[1,"\u0078"],"a":10e-1}""", true)]
    [InlineData(FieldType.Object, """{"a": "1"}""", """{"a": 1}""", false)]
    [InlineData(FieldType.Object, """{"a": null}""", "{}", false)]
    [InlineData(FieldType.Array, "[1, 2]", "[2, 1]", false)]
    [InlineData(FieldType.Array, "[[1], 2]", "[[1, 2]]", false)]
    [InlineData(FieldType.Array, "[120, 0.5, -0]", "[1.2E+2, 5e-1, 0]", true)]
    [InlineData(FieldType.GeoJson, """{"type": "Point", "coordinates": [1, 2]}""", """{"coordinates": [1.0, 2.0], "type": "Point"}""", true)]
    [InlineData(FieldType.List, "a,b", "a,b", true)]
    [InlineData(FieldType.List, "a,b", "b,a", false)]
    [InlineData(FieldType.GeoPoint, "80.50, 45", "80.5,45.0", true)]
    [InlineData(FieldType.GeoPoint, "80.50, 45", "45, 80.50", false)]
    public void Values_compare_by_content(FieldType type, string first, string second, bool equal)
    {
        Verdict.IsValid(type, second, new Constraints { Enum = [first] }).ShouldBe(equal);
        var rules = Table.Rules(Table.Field("f", type, new Constraints { Unique = true }));
        var rows = string.Concat(new[] { first, second }.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));
        Table.Run($"f\n{rows}", rules).Result.Valid.ShouldBe(!equal);
    }

    [Fact]
    public void Items_of_a_list_compare_in_their_type() =>
        Verdict.Of(new Field { Name = "f", Type = FieldType.List, ItemType = FieldType.Integer, Constraints = new Constraints { Enum = ["1,2"] } }, "01,+2").ShouldBeNull();

    [Fact]
    public void An_empty_cell_that_is_not_missing_is_an_empty_list() =>
        Verdict.Of(new Field { Name = "f", Type = FieldType.List, ItemType = FieldType.Integer, MissingValues = [] }, "").ShouldBeNull();
}
