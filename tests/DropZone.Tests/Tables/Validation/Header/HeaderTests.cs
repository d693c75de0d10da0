using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps.Cell;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Header;

public sealed class HeaderTests
{
    private static readonly RuleSet Three = Table.Rules(Table.Field("a"), Table.Field("b", FieldType.Integer), Table.Field("c"));

    [Theory]
    [InlineData("a,B,c\n1,x,3\n", ErrorCode.IncorrectLabel, 2, 2)]
    [InlineData("x,y,z\n1,x,3\n", ErrorCode.IncorrectLabel, 0, 1)]
    [InlineData("a,c\n1,x\n", ErrorCode.MissingLabel, 0, 2)]
    [InlineData("a,x,b,c\n1,x,y,3\n", ErrorCode.ExtraLabel, 2, 2)]
    [InlineData("a,,c\n1,x,3\n", ErrorCode.BlankLabel, 2, 2)]
    [InlineData("a,a,c\n1,x,3\n", ErrorCode.DuplicateLabel, 2, 2)]
    [InlineData(",,\n1,x,3\n", ErrorCode.BlankHeader, 0, null)]
    [InlineData("\na,b,c\n", ErrorCode.BlankHeader, 0, null)]
    public void A_bad_header_is_one_error(string text, ErrorCode code, long offset, int? column)
    {
        var table = Table.Run(text, Three);
        (table.Error.Code, table.Error.Row, table.Error.Line, table.Error.Byte, table.Error.Column).ShouldBe((code, 1, 1, offset, column));
        table.Result.Rows.ShouldBe(new RowCounts(1, 1, 0, 0, 0));
    }

    [Theory]
    [InlineData("c,a,b\n", "order", "fieldsMatch: equal")]
    [InlineData("x,b,y\n", "expected \"a\"", "3 (\"c\")")]
    [InlineData("A,b,c\n", "only in case", "\"a\"")]
    [InlineData("b\n", "The column \"a\" is missing", "1 more is missing: \"c\"")]
    [InlineData("a,b,c,d,e\n", "Column 4 is not in the schema", "5")]
    [InlineData("z,7,z2\n", "seems to contain data", "header: false")]
    public void One_mistake_is_one_error_that_says_what_happened(string text, string found, string alsoFound)
    {
        var message = Table.Run(text, Three).Error.Message;
        message.ShouldContain(found);
        message.ShouldContain(alsoFound);
    }

    [Theory]
    [InlineData(FieldsMatch.Equal, "c,b,a\n", null)]
    [InlineData(FieldsMatch.Equal, "c,b\n", ErrorCode.MissingLabel)]
    [InlineData(FieldsMatch.Equal, "c,b,a,d\n", ErrorCode.ExtraLabel)]
    [InlineData(FieldsMatch.Subset, "d,c,b,a\n", null)]
    [InlineData(FieldsMatch.Subset, "d,c,b\n", ErrorCode.MissingLabel)]
    [InlineData(FieldsMatch.Superset, "c,b\n", null)]
    [InlineData(FieldsMatch.Superset, "c,d\n", ErrorCode.ExtraLabel)]
    [InlineData(FieldsMatch.Partial, "d,c\n", null)]
    [InlineData(FieldsMatch.Partial, "d,e\n", ErrorCode.MissingLabel)]
    public void Columns_match_by_the_rule_of_fieldsMatch(FieldsMatch match, string text, ErrorCode? code) =>
        Table.Run(text, Matching(match)).Result.Errors.Select(error => (ErrorCode?)error.Code).SingleOrDefault().ShouldBe(code);

    [Fact]
    public void Cells_are_checked_and_changed_in_the_columns_of_their_labels()
    {
        var rules = Matching(FieldsMatch.Subset) with { Steps = [new UpperStep(["a", "new"])] };
        Table.Run("c,new,b,a\nz,y,1,x\n", rules).Output.ShouldBe("c,new,b,a\nz,Y,1,X\n");
        var error = Table.Run("c,new,b,a\nz,y,no,x\n", rules).Error;
        (error.Code, error.Column, error.Field).ShouldBe((ErrorCode.TypeError, 3, "b"));
    }

    [Fact]
    public void A_required_field_may_not_be_left_out()
    {
        var rules = Table.Rules(Table.Field("a"), Table.Field("b", constraints: new Constraints { Required = true }));
        Table.Run("a\n", rules with { Schemas = [rules.Schemas[0] with { FieldsMatch = FieldsMatch.Superset }] })
            .Error.Code.ShouldBe(ErrorCode.MissingLabel);
    }

    private static RuleSet Matching(FieldsMatch match) => Three with { Schemas = [Three.Schemas[0] with { FieldsMatch = match }] };

    [Fact]
    public void A_wrong_delimiter_is_named() =>
        Table.Run("a;b;c\n1;2;3\n", Three with { Dialects = [new() { Delimiter = ',' }] }).Error.Message.ShouldContain("seems to be a semicolon");

    [Fact]
    public void Quotes_below_a_wrong_delimiter_are_not_reported_in_addition() =>
        Table.Run("a;b;c\n1;\"x, y\";3\n1;2;\"3\"\n", Three with { Dialects = [new() { Delimiter = ',' }] }).Error.Code.ShouldBe(ErrorCode.IncorrectLabel);

    [Theory]
    [InlineData("a,,c\n1,2\n", ErrorCode.BlankLabel)]
    [InlineData("a,a,c\n1,2\n", ErrorCode.DuplicateLabel)]
    public void Without_a_schema_labels_are_checked_and_cells_still_counted(string text, ErrorCode code) =>
        Table.Run(text).Result.Errors.Select(error => error.Code).ShouldBe([code, ErrorCode.MissingCell]);

    [Fact]
    public void A_header_alone_is_valid() => Table.Run("a,b,c", Three).Output.ShouldBe("a,b,c\n");
}
