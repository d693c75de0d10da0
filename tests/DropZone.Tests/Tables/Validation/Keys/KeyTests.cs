using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.References;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Keys;

public sealed class KeyTests
{
    private static readonly TableSchema Schema = new()
    {
        Fields = [Table.Field("id", FieldType.Integer), Table.Field("part"), Table.Field("parent", FieldType.Integer)],
    };

    [Fact]
    public void A_primary_key_differs_in_every_row_and_is_never_missing()
    {
        var rules = With(Schema with { PrimaryKey = ["id", "part"] });
        Table.Run("id,part,parent\n1,a,\n1,b,\n2,a,\n", rules).Result.Valid.ShouldBeTrue();
        var twice = Table.Run("id,part,parent\n1,a,\n1,b,\n01,a,\n", rules).Error;
        (twice.Code, twice.Row, twice.Line, twice.Byte, twice.Column, twice.Field, twice.Value)
            .ShouldBe((ErrorCode.PrimaryKey, 4, 4, 25, 1, "id", "01"));
        twice.Message.ShouldBe("Duplicate primary key \"id\" and \"part\": first seen in row 2.");
        var missing = Table.Run("id,part,parent\n1,a,\n1,,\n", rules).Error;
        (missing.Code, missing.Row, missing.Column, missing.Field).ShouldBe((ErrorCode.PrimaryKey, 3, 2, "part"));
    }

    [Fact]
    public void A_unique_key_does_not_compare_rows_that_lack_a_part()
    {
        var rules = With(Schema with { UniqueKeys = [["id", "part"], ["parent"]] });
        Table.Run("id,part,parent\n1,,1\n1,,2\n", rules).Result.Valid.ShouldBeTrue();
        var error = Table.Run("id,part,parent\n1,a,1\n1,a,2\n", rules).Error;
        (error.Code, error.Row, error.Column).ShouldBe((ErrorCode.UniqueError, 3, 1));
        error.Message.ShouldBe("Duplicate values in \"id\" and \"part\": first seen in row 2.");
    }

    [Fact]
    public void A_reference_to_the_table_itself_may_point_at_a_later_row()
    {
        var rules = With(Schema with { ForeignKeys = [new ForeignKey(["parent"], null, ["id"])] });
        Table.Run("id,part,parent\n1,a,2\n2,b,1\n3,c,\n", rules).Result.Valid.ShouldBeTrue();
        var error = Table.Run("id,part,parent\n1,a,7\n2,b,1\n", rules).Error;
        (error.Code, error.Row, error.Line, error.Byte, error.Column, error.Field, error.Value)
            .ShouldBe((ErrorCode.ForeignKey, 2, 2, 19, 3, "parent", "7"));
    }

    [Fact]
    public void A_foreign_key_finds_its_value_in_the_reference_table_by_value()
    {
        var schema = Schema with { ForeignKeys = [new ForeignKey(["parent", "part"], "plants", ["number", "code"])] };
        var rules = With(schema) with { References = [Reference("code;number\na;007\nb;8\n")] };
        Table.Run("id,part,parent\n1,a,7\n2,,8\n3,b,\n", rules).Result.Valid.ShouldBeTrue();
        var error = Table.Run("id,part,parent\n1,b,7\n", rules).Error;
        (error.Code, error.Column).ShouldBe((ErrorCode.ForeignKey, 3));
        error.Message.ShouldContain("\"plants\"");
    }

    [Theory]
    [InlineData("code;no\na;1\n", "has no column number")]
    [InlineData("", "has a malformed header")]
    [InlineData("code;number\n\"a;1\n", "malformed in line 2")]
    public void A_reference_table_that_cannot_be_used_is_no_fault_of_the_file(string reference, string message)
    {
        var rules = With(Schema with { ForeignKeys = [new ForeignKey(["parent"], "plants", ["number"])] }) with { References = [Reference(reference)] };
        Should.Throw<ReferenceException>(() => Table.Run("id,part,parent\n1,b,7\n", rules)).Message.ShouldContain(message);
    }

    [Fact]
    public void A_foreign_key_needs_its_table_and_no_split_of_its_own()
    {
        Table.Problems(With(Schema with { ForeignKeys = [new ForeignKey(["parent"], "plants", ["number"])] }))
            .ShouldHaveSingleItem().Path.ShouldBe("schema.foreignKeys[0].reference.resource");
        Table.Problems(With(Schema with { ForeignKeys = [new ForeignKey(["parent"], null, ["id"])] }) with { BadRows = BadRows.Split })
            .ShouldHaveSingleItem().Message.ShouldContain("cannot be split");
    }

    private static RuleSet With(TableSchema schema) => new() { Schemas = [schema] };

    private static ReferenceTable Reference(string text) =>
        new("plants", new Dialect { Delimiter = ';' }, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
