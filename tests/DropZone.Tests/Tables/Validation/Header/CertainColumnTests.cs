using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Header;

/// <summary>Below a wrong header the cells of columns that are certain are checked.</summary>
public sealed class CertainColumnTests
{
    private static readonly Field[] Fields = [Table.Field("id", FieldType.Integer), Table.Field("qty", FieldType.Integer), Table.Field("day", FieldType.Date)];

    private static readonly RuleSet Rules = Table.Rules(Fields) with { Dialects = [new() { Delimiter = ',' }] };

    [Theory]
    [InlineData("id,quantity,day\nx,y,2026-02-30\n", "incorrect-label 1, type-error 2:1, type-error 2:3")]
    [InlineData("Id,qty,day\nx,y,2026-02-01\n", "incorrect-label 1, type-error 2:2")]
    [InlineData("id,qty\nx,1\n", "missing-label 1, type-error 2:1")]
    [InlineData("id,qty,day,more\n1,x,2026-02-01,z\n", "extra-label 1, type-error 2:2")]
    [InlineData("id,day,qty\nx,2026-02-01,y\n", "incorrect-label 1, type-error 2:1")]
    [InlineData("id,id,qty,day\nx,x,y,2026-02-01\n", "duplicate-label 1")]
    [InlineData("id,qty,qty\nx,y,z\n", "duplicate-label 1, type-error 2:1")]
    [InlineData("id,more,qty,day\nx,1,y,z\n", "extra-label 1, type-error 2:1")]
    [InlineData("id,,day\nx,y,z\n", "blank-label 1, type-error 2:1, type-error 2:3")]
    // rows with other numbers of cells are uncertain
    [InlineData("id,quantity,day\nx\n1,2,2026-02-01,4\n", "incorrect-label 1")]
    // no column is certain
    [InlineData("a,b,c\nx,y,z\n", "incorrect-label 1")]
    [InlineData("1,2,2026-02-01\nx,y,z\n", "incorrect-label 1")]
    [InlineData("id;qty;day\nx;y;z\n", "incorrect-label 1")]
    public void Cells_of_other_columns_are_reported(string text, string errors) =>
        string.Join(", ", Table.Run(text, Rules).Result.Errors.Select(error => $"{error.Code.Name()} {error.Row}{(error.Row > 1 ? $":{error.Column}" : "")}")).ShouldBe(errors);

    [Fact]
    public void Keys_are_not_checked_and_nothing_is_delivered()
    {
        var rules = new RuleSet
        {
            Schemas = [new TableSchema { Fields = [Table.Field("id"), Table.Field("name")], PrimaryKey = ["id", "name"] }],
            BadRows = BadRows.Split,
        };
        var table = Table.Run("id,nom\n1,a\n1,a\n", rules);
        table.Error.Code.ShouldBe(ErrorCode.IncorrectLabel);
        table.Result.IsSplit.ShouldBeFalse();
        table.Output.ShouldBe("");
    }
}
