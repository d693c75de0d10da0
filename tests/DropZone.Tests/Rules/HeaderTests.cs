using DropZone.Rules;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Rules;

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

    [Fact]
    public void A_wrong_delimiter_is_named() =>
        Table.Run("a;b;c\n1;2;3\n", Three with { Dialects = [new() { Delimiter = ',' }] }).Error.Message.ShouldContain("seems to be a semicolon");

    [Theory]
    [InlineData("a,,c\n1,2\n", ErrorCode.BlankLabel)]
    [InlineData("a,a,c\n1,2\n", ErrorCode.DuplicateLabel)]
    public void Without_a_schema_labels_are_checked_and_cells_still_counted(string text, ErrorCode code) =>
        Table.Run(text).Result.Errors.Select(error => error.Code).ShouldBe([code, ErrorCode.MissingCell]);

    [Fact]
    public void A_header_alone_is_valid() => Table.Run("a,b,c", Three).Output.ShouldBe("a,b,c\n");
}
