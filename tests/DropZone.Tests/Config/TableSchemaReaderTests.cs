using DropZone.Rules;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Config;

public sealed class TableSchemaReaderTests
{
    [Fact]
    public void Every_property_of_a_JSON_schema_is_read_whatever_its_indentation_and_escapes()
    {
        var schema = Json(
            "{\n\t\"$schema\": \"https:\\/\\/datapackage.org/profiles/2.0/tableschema.json\",\n\t\"fields\": [\n" +
            "\t\t{\"name\": \"preis \\u20ac\", \"type\": \"number\", \"decimalChar\": \",\", \"groupChar\": \".\", \"bareNumber\": false,\n" +
            "\t\t \"title\": \"a: b # c\", \"unit\": \"EUR\", \"constraints\": {\"required\": true, \"unique\": false, \"minimum\": 1e3, \"maximum\": \"2000,5\"}},\n" +
            "\t\t{\"name\": \"code\", \"constraints\": {\"pattern\": \"\\\\d{2}\\\"\", \"minLength\": 0, \"maxLength\": 3, \"enum\": [\"a\", 1, \"\"]}},\n" +
            "\t\t{\"name\": \"ok\", \"type\": \"boolean\", \"trueValues\": [\"ja\"], \"falseValues\": [\"nein\", \"no\"]}\n" +
            "\t],\n\t\"missingValues\": [\"\", \"-\"], \"primaryKey\": [], \"fieldsMatch\": \"exact\"\n}\n");
        schema.MissingValues.ShouldBe(["", "-"]);
        var price = schema.Fields[0];
        (price.Name, price.Type, price.DecimalChar, price.GroupChar, price.BareNumber).ShouldBe(("preis €", FieldType.Number, ",", ".", false));
        price.Constraints.ShouldBe(new Constraints { Required = true, Minimum = "1e3", Maximum = "2000,5" });
        var code = schema.Fields[1].Constraints;
        (code.Pattern, code.MinLength, code.MaxLength).ShouldBe(("\\d{2}\"", 0, 3));
        code.Enum.ShouldBe(["a", "1", ""]);
        schema.Fields[2].TrueValues.ShouldBe(["ja"]);
        schema.Fields[2].FalseValues.ShouldBe(["nein", "no"]);
    }

    [Fact]
    public void What_is_left_out_has_the_defaults_of_the_standard()
    {
        var schema = Json("""{"fields": [{"name": "a"}]}""");
        schema.MissingValues.ShouldBe([""]);
        schema.Fields.ShouldBe([new Field { Name = "a", TrueValues = schema.Fields[0].TrueValues, FalseValues = schema.Fields[0].FalseValues }]);
    }

    [Fact]
    public void Version_1_wrote_its_formats_with_a_prefix() =>
        Json("""{"fields": [{"name": "a", "type": "date", "format": "fmt:%d.%m.%Y"}]}""").Fields[0].Format.ShouldBe("%d.%m.%Y");

    [Fact]
    public void Version_2_may_label_its_missing_values() =>
        Json("""{"fields": [{"name": "a"}], "missingValues": [{"value": "-99", "label": "refused"}]}""").MissingValues.ShouldBe(["-99"]);

    [Fact]
    public void A_bare_scalar_is_the_text_that_is_written()
    {
        using var folder = ConfigurationFolderFixture.Feed(
            "schema: { fields: [{ name: no, constraints: { enum: [no, 1e3, 0777, null, ~, 1.10] } }], missingValues: [-99] }\n");
        var schema = folder.Read().Feeds[0].Rules.Schemas.ShouldHaveSingleItem();
        schema.Fields[0].Name.ShouldBe("no");
        schema.Fields[0].Constraints.Enum.ShouldBe(["no", "1e3", "0777", "null", "~", "1.10"]);
        schema.MissingValues.ShouldBe(["-99"]);
    }

    [Theory]
    [InlineData("string", FieldType.String)]
    [InlineData("datetime", FieldType.DateTime)]
    [InlineData("any", FieldType.Any)]
    public void The_types_bear_the_names_of_the_standard(string name, FieldType type) =>
        Json($$"""{"fields": [{"name": "a", "type": "{{name}}"}]}""").Fields[0].Type.ShouldBe(type);

    private static TableSchema Json(string json)
    {
        using var folder = ConfigurationFolderFixture.Feed("schema: ../schema.json\n").With("schema.json", json);
        return folder.Read().Feeds[0].Rules.Schemas.ShouldHaveSingleItem();
    }
}
