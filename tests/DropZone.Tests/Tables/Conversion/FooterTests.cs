using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

/// <summary>A footer never hides a row of data, also of a truncated or joined file.</summary>
public sealed class FooterTests
{
    private static readonly TableSchema Schema = new() { Fields = [Table.Field("id", FieldType.Integer), Table.Field("name"), Table.Field("qty", FieldType.Integer)] };

    [Theory]
    [InlineData("3", 1, null, "has no line end")]
    [InlineData("3,c", 1, null, "has no line end")]
    [InlineData("3,\"c", 1, null, "has no line end")]
    [InlineData("3,c,5", 1, null, "is a valid row")]
    [InlineData("3,c,x\n", 1, null, "with a mistake")]
    [InlineData("3,c,\n", 1, null, "is a valid row")]
    [InlineData("3,c,5\nTotal\n", 2, null, "is a valid row")]
    [InlineData("Total\n3,c,5\n", 2, null, "is a valid row")]
    [InlineData("Total\n3,c,5\n", 2, "^Total", "is a valid row")]
    [InlineData("Total\nid,name,qty\n3,c,5\n", 3, "^Total", "is a valid row")]
    [InlineData("Total\nid,name,qty\n", 2, "^Total", "is a valid row")]
    [InlineData("\n\n3,c,5\n", 1, null, "is a valid row")]
    [InlineData("3,c,5\n\n \n", 1, null, "is a valid row")]
    [InlineData("Total\n\u001A", 2, null, "no text")]
    [InlineData("Total\u001A", 1, "^Total", "no text")]
    [InlineData("\uFEFFTotal,3\n", 1, "Total", "no text")]
    [InlineData("3,Total Energies,5\n", 1, "Total", "not from its start")]
    [InlineData("Total\n3,Total Energies,5\n", 2, "Total", "not from its start")]
    [InlineData("Tot", 1, "^Total", "does not match footer-match")]
    public void A_footer_that_may_be_data_is_refused(string end, int rows, string? match, string message)
    {
        var error = Table.Run("id,name,qty\n1,a,5\n2,b,6\n" + end, Rules(rows, match)).Error;
        error.Code.ShouldBe(ErrorCode.IncorrectFooter);
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("Total,,11\n", 1, null)]
    [InlineData("Total,,11", 1, null)]
    [InlineData("Total", 1, null)]
    [InlineData("2 rows\n", 1, null)]
    [InlineData("2 rows", 1, " rows$")]
    [InlineData("2,x,y rows", 1, " rows$")]
    [InlineData("3,c,5", 1, "^3,")]
    [InlineData("Total,\"11\"\n", 1, null)]
    [InlineData("-----\nTotal,,11", 2, null)]
    [InlineData("Total,,11\nEnd", 2, "^(Total|End)")]
    [InlineData("Total,,\n\n11 rows\n\n", 2, "^Total")]
    public void A_footer_that_is_no_data_passes(string end, int rows, string? match) =>
        Table.Run("id,name,qty\n1,a,5\n2,b,6\n" + end, Rules(rows, match)).Output.ShouldBe("id,name,qty\n1,a,5\n2,b,6\n");

    [Fact]
    public void Rows_like_the_footer_in_the_middle_are_rows()
    {
        var rules = new RuleSet { Dialects = [new Dialect { Delimiter = ',', FooterRows = 1 }], FooterMatch = "^Total" };
        Table.Run("id,qty\nTotal,1\nTotally,2\n2,3\nTotal,6\n", rules).Output.ShouldBe("id,qty\nTotal,1\nTotally,2\n2,3\n");
        Table.Run("id,qty\n1,1\nTotal\n2,3\nTotal\n", rules).Error.Code.ShouldBe(ErrorCode.MissingCell);
    }

    [Theory]
    [InlineData("1,a\n2,b\n3,c", "is a valid row")]
    [InlineData("1,a\n2,b\n3", "has no line end")]
    public void Without_a_schema_every_row_with_all_cells_is_data(string rows, string message) =>
        Table.Run("id,name\n" + rows, new RuleSet { Dialects = [new Dialect { Delimiter = ',', FooterRows = 1 }] }).Error.Message.ShouldContain(message);

    private static RuleSet Rules(int rows, string? match) =>
        new() { Schemas = [Schema], Dialects = [new Dialect { Delimiter = ',', FooterRows = rows }], FooterMatch = match };
}
