using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration.Schema;

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
    public void Missing_properties_have_the_defaults_of_the_standard()
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
        var folder = ConfigurationFolderFixture.Feed(
            "schema: { fields: [{ name: no, constraints: { enum: [no, 1e3, 0777, null, ~, 1.10] } }], missingValues: [-99] }\n");
        var schema = folder.Read().Feeds[0].Rules.Schemas.ShouldHaveSingleItem();
        schema.Fields[0].Name.ShouldBe("no");
        schema.Fields[0].Constraints.Enum.ShouldBe(["no", "1e3", "0777", "null", "~", "1.10"]);
        schema.MissingValues.ShouldBe(["-99"]);
    }

    [Theory]
    [InlineData("string", FieldType.String)]
    [InlineData("datetime", FieldType.DateTime)]
    [InlineData("yearmonth", FieldType.YearMonth)]
    [InlineData("geojson", FieldType.GeoJson)]
    [InlineData("any", FieldType.Any)]
    [InlineData("gyear", FieldType.Year)]
    [InlineData("gyearmonth", FieldType.YearMonth)]
    public void Types_have_the_names_of_the_standard_and_of_its_drafts(string name, FieldType type) =>
        Json($$"""{"fields": [{"name": "a", "type": "{{name}}"}]}""").Fields[0].Type.ShouldBe(type);

    [Fact]
    public void The_drafts_had_base64_as_a_type_and_currencies_as_a_format()
    {
        var fields = Json("""{"fields": [{"name": "a", "type": "binary"}, {"name": "b", "type": "number", "format": "currency"}]}""").Fields;
        (fields[0].Type, fields[0].Format).ShouldBe((FieldType.String, "binary"));
        (fields[1].Type, fields[1].Format, fields[1].BareNumber).ShouldBe((FieldType.Number, "default", false));
    }

    [Theory]
    [InlineData("", FieldType.String)]
    [InlineData("\"$schema\": \"https://datapackage.org/profiles/1.0/tableschema.json\",", FieldType.String)]
    [InlineData("\"$schema\": \"https://datapackage.org/profiles/2.0/tableschema.json\",", FieldType.Any)]
    public void A_field_without_a_type_has_that_of_its_version(string version, FieldType type) =>
        Json($$"""{ {{version}} "fields": [{"name": "a"}]}""").Fields[0].Type.ShouldBe(type);

    [Theory]
    [InlineData("\"yearmonth\"", "[2000, 10]", "2000-10")]
    [InlineData("\"year\"", "44", "0044")]
    [InlineData("\"boolean\", \"trueValues\": [\"ja\"]", "true", "ja")]
    [InlineData("\"boolean\"", "true", "true")]
    [InlineData("\"boolean\"", "\"1\"", "1")]
    [InlineData("\"number\", \"decimalChar\": \",\"", "1.5", "1,5")]
    [InlineData("\"number\", \"decimalChar\": \",\"", "\"1,5\"", "1,5")]
    [InlineData("\"integer\"", "2.0", "2")]
    [InlineData("\"integer\"", "-1e3", "-1000")]
    [InlineData("\"any\"", "false", "false")]
    [InlineData("\"object\"", "{\"b\": [1, \"1\", null, true]}", "{\"b\":[1,\"1\",null,true]}")]
    [InlineData("\"array\"", "[1.50, {}]", "[1.50,{}]")]
    [InlineData("\"array\"", "\"[1]\"", "[1]")]
    [InlineData("\"list\", \"delimiter\": \";\"", "[1, 2]", "1;2")]
    [InlineData("\"geopoint\"", "[180, -90]", "180,-90")]
    [InlineData("\"integer\"", "9999999999999999999999999999.5", "9999999999999999999999999999.5")]
    [InlineData("\"geopoint\", \"format\": \"array\"", "[180, -90]", "[180,-90]")]
    [InlineData("\"geopoint\", \"format\": \"object\"", "{\"lon\": 180, \"lat\": -90}", "{\"lon\":180,\"lat\":-90}")]
    public void Values_of_constraints_may_be_those_of_JSON(string type, string value, string text)
    {
        var constraints = Json($$$"""{"fields": [{"name": "a", "type": {{{type}}}, "constraints": {"enum": [{{{value}}}]}}]}""").Fields[0].Constraints;
        constraints.Enum.ShouldBe([text]);
    }

    [Fact]
    public void A_native_value_is_one_that_the_field_can_read()
    {
        const string Field = """{"name": "a", "type": "yearmonth", "constraints": {"minimum": [1999, 1], "exclusiveMaximum": [2000, 10]}}""";
        var schema = Json($$"""{"fields": [{{Field}}]}""");
        TableConversion.Compile(new RuleSet { Schemas = [schema] }, out var problems);
        problems.ShouldBeEmpty();
        (schema.Fields[0].Constraints.Minimum, schema.Fields[0].Constraints.ExclusiveMaximum).ShouldBe(("1999-01", "2000-10"));
    }

    [Fact]
    public void The_properties_of_version_2_are_read()
    {
        var schema = Json("""
            {"fields": [
                {"name": "a", "type": "list", "delimiter": ";", "itemType": "integer", "missingValues": ["-", {"value": "x", "label": "none"}]},
                {"name": "b", "type": "integer", "categories": [{"value": 0, "label": "low"}, {"value": 1}], "categoriesOrdered": true},
                {"name": "c", "type": "object", "constraints": {"jsonSchema": {"required": ["id"], "minProperties": 1}}, "example": 3}
             ],
             "fieldsMatch": ["subset"], "primaryKey": "a", "uniqueKeys": [["b"], ["a", "b"]],
             "foreignKeys": [{"fields": "b", "reference": {"resource": "", "fields": ["a"]}}, {"fields": ["a", "b"], "reference": {"resource": "r", "fields": ["x", "y"]}}]}
            """);
        (schema.Fields[0].Delimiter, schema.Fields[0].ItemType).ShouldBe((";", FieldType.Integer));
        schema.Fields[0].MissingValues.ShouldBe(["-", "x"]);
        schema.Fields[1].Categories.ShouldBe(["0", "1"]);
        schema.Fields[2].Constraints.JsonSchema.ShouldBe("""{"required":["id"],"minProperties":1}""");
        schema.FieldsMatch.ShouldBe(FieldsMatch.Subset);
        schema.PrimaryKey.ShouldBe(["a"]);
        schema.UniqueKeys.Select(key => string.Join('+', key)).ShouldBe(["b", "a+b"]);
        schema.ForeignKeys.Select(key => $"{string.Join('+', key.Fields)} {key.Resource} {string.Join('+', key.ReferenceFields)}").ShouldBe(["b  a", "a+b r x+y"]);
    }

    [Theory]
    [InlineData("exact", FieldsMatch.Exact)]
    [InlineData("equal", FieldsMatch.Equal)]
    [InlineData("superset", FieldsMatch.Superset)]
    [InlineData("partial", FieldsMatch.Partial)]
    public void FieldsMatch_has_five_words(string word, FieldsMatch match) =>
        Json($$"""{"fields": [{"name": "a"}], "fieldsMatch": "{{word}}"}""").FieldsMatch.ShouldBe(match);

    [Fact]
    public void An_empty_key_is_the_same_as_no_key()
    {
        var schema = Json("""{"fields": [{"name": "a"}], "primaryKey": "", "uniqueKeys": [], "foreignKeys": null}""");
        schema.PrimaryKey.ShouldBeEmpty();
        schema.ForeignKeys.ShouldBeEmpty();
    }

    private static TableSchema Json(string json)
    {
        var folder = ConfigurationFolderFixture.Feed("schema: ../schema.json\n").With("schema.json", json);
        return folder.Read().Feeds[0].Rules.Schemas.ShouldHaveSingleItem();
    }
}
