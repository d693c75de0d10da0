using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

public sealed class VersionTests
{
    private static readonly RuleSet Rules = new()
    {
        Dialects = [new Dialect { Delimiter = ',' }, new Dialect { Delimiter = ';' }],
        Schemas =
        [
            new TableSchema { Fields = [Table.Field("id", FieldType.Integer), Table.Field("name")] },
            new TableSchema { Fields = [Table.Field("id", FieldType.Integer), Table.Field("name"), Table.Field("born", FieldType.Date)] },
        ],
    };

    [Theory]
    [InlineData("id,name\n1,x\n", true)]
    [InlineData("id;name;born\n1;x;2001-02-03\n", true)]
    [InlineData("id;name;born\n1;x;yesterday\n", false)]
    [InlineData("id,name,born\n1,x,2001-02-03\n", true)]
    public void The_header_chooses_the_version_and_the_dialect(string text, bool valid)
    {
        var table = Table.Run(text, Rules);
        table.Result.Valid.ShouldBe(valid);
        if (valid)
            table.Output.ShouldBe(text);
        else
            (table.Error.Code, table.Error.Column).ShouldBe((ErrorCode.TypeError, 3));
    }

    [Fact]
    public void A_header_that_fits_none_is_held_against_the_nearest()
    {
        var error = Table.Run("id;name;birth\n1;x;2001-02-03\n", Rules).Error;
        (error.Code, error.Column, error.Field).ShouldBe((ErrorCode.IncorrectLabel, 3, "born"));
        error.Message.ShouldEndWith("The header fits none of the 2 versions of the schema. It was compared with the nearest one.");
    }
}
