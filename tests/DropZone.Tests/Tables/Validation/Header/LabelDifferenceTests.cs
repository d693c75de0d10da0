using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Header;

public sealed class LabelDifferenceTests
{
    [Theory]
    [InlineData("gr\u006F\u0308ße", "gr\u00F6ße", "it is decomposed (NFD)")]
    [InlineData("gr\u00F6ße", "gr\u006F\u0308ße", "it is composed (NFC)")]
    [InlineData("Order\u00A0No", "Order No", "a no-break space (U+00A0)")]
    [InlineData("\u00A0name", "name", "a no-break space (U+00A0)")]
    [InlineData("na\u200Bme", "name", "a zero-width space (U+200B)")]
    [InlineData("name\u200D", "name", "a zero-width joiner (U+200D)")]
    [InlineData("na\u00ADme", "name", "a soft hyphen (U+00AD)")]
    [InlineData("name\u2060", "name", "a word joiner (U+2060)")]
    [InlineData("Order No", "Order\u202FNo", "a narrow no-break space (U+202F) in the field")]
    [InlineData("Name ", "name", "in case or white space")]
    public void A_label_that_looks_like_the_field_says_how_it_differs(string label, string field, string difference) =>
        Table.Run($"id,{label}\n1,x\n", Table.Rules(Table.Field("id"), Table.Field(field))).Result.Errors[0].Message.ShouldContain(difference);

    [Theory]
    [InlineData(FieldsMatch.Exact, "id,Name,x", "differs only in case")]
    [InlineData(FieldsMatch.Equal, "Name,x", "Its label differs from \"name\" only in case")]
    [InlineData(FieldsMatch.Subset, "id,NAME", "The label of column 2 differs only in case or white space")]
    [InlineData(FieldsMatch.Subset, "id,na\u200Bme,x", "The label of column 2 differs only by a zero-width space")]
    [InlineData(FieldsMatch.Superset, "id,Name", "The label of column 2 differs only in case")]
    [InlineData(FieldsMatch.Superset, "id,name,Note", "Its label differs from \"note\" only in case")]
    [InlineData(FieldsMatch.Partial, "id,Name,x", "The label of column 2 differs only in case")]
    [InlineData(FieldsMatch.Partial, "ID,nome", "The label of column 1 differs only in case")]
    public void Every_way_to_match_says_how_a_label_differs(FieldsMatch match, string header, string difference)
    {
        var schema = new TableSchema
        {
            FieldsMatch = match,
            Fields = match is FieldsMatch.Superset or FieldsMatch.Partial
                ? [Table.Field("id"), Table.Field("name", constraints: new Constraints { Required = true }), Table.Field("note")]
                : [Table.Field("id"), Table.Field("name")],
        };
        Table.Run(header + "\n" + header + "\n", new RuleSet { Schemas = [schema] }).Result.Errors
            .ShouldContain(error => error.Message.Contains(difference, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_label_has_no_such_difference() =>
        Table.Run("id,nom\n1,x\n", Table.Rules(Table.Field("id"), Table.Field("name"))).Result.Errors[0].Message.ShouldNotContain("differs");
}
