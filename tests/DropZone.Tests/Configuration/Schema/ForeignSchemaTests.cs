using DropZone.Configuration;
using DropZone.Configuration.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration.Schema;

/// <summary>Schemas and data packages of other programs.</summary>
public sealed class ForeignSchemaTests
{
    [Theory]
    [InlineData("\"$schema\": \"https://specs.frictionlessdata.io/schemas/table-schema.json\",")]
    [InlineData("\"titre\": \"Lieux\",")]
    [InlineData("\"feilds\": [],")]
    [InlineData("\"x:y\": { \"a\": 1 },")]
    [InlineData("\"resources\": [{ \"title\": \"Valid\", \"path\": \"https://example.org/valid.csv\" }, { \"title\": \"Wrong\", \"path\": \"/tmp/wrong.csv\" }],")]
    [InlineData("\"resources\": [{ \"name\": \"exemple\", \"path\": \"../exemple.xlsx\" }], \"sources\": [{ \"title\": \"x\" }], \"homepage\": \"https://example.org\",")]
    [InlineData("\"resources\": [],")]
    [InlineData("\"contributors\": [{ \"title\": \"x\" }], \"version\": \"1.0.0\", \"countryCode\": \"FR\",")]
    public void A_table_schema_with_properties_of_other_programs_is_read(string properties) =>
        Fields($$"""{ {{properties}} "fields": [{ "name": "id" }] }""").ShouldBe(["id"]);

    [Theory]
    [InlineData("\"frFormat\": \"AAAA-MM-JJ\"")]
    [InlineData("\"titre\": \"Nom\"")]
    [InlineData("\"x:y\": 1")]
    [InlineData("\"formats\": \"default\"")]
    [InlineData("\"required\": true")]
    [InlineData("\"constraints\": { \"minimun\": 1, \"frPattern\": \"x\" }")]
    [InlineData("\"missingValue\": \"NA\"")]
    public void A_field_with_properties_of_other_programs_is_read(string properties) =>
        Fields($$"""{ "fields": [{ "name": "id", {{properties}} }] }""").ShouldBe(["id"]);

    [Theory]
    [InlineData("\"csvddfVersion\": \"1.2\"")]
    [InlineData("\"caseSensitiveHeader\": false")]
    [InlineData("\"sheetNumber\": 1")]
    [InlineData("\"sheetName\": \"Feuille\"")]
    [InlineData("\"$schema\": \"https://datapackage.org/profiles/2.0/tabledialect.json\"")]
    [InlineData("\"x:y\": 1")]
    [InlineData("\"delimeter\": \"|\"")]
    public void A_dialect_with_properties_of_other_programs_is_read(string property)
    {
        var folder = ConfigurationFolderFixture.Feed("schema: ../p.json\n")
            .With("p.json", $$"""{ "resources": [{ "path": "orders.csv", "dialect": { "delimiter": ";", {{property}} }, "schema": { "fields": [{ "name": "id" }] } }] }""");
        folder.Read().FeedNamed("orders")!.Rules.Dialects.ShouldHaveSingleItem().Delimiter.ShouldBe(';');
    }

    [Fact]
    public void A_probable_misspelling_is_a_warning_in_a_foreign_schema_and_an_error_in_a_feed()
    {
        var foreign = ConfigurationFolderFixture.Feed("schema: ../s.json\n").With("s.json", """{ "fields": [{ "name": "id", "frFormat": "x" }] }""");
        ConfigurationReader.Read(foreign.Files, foreign.Path, out var complaints, out var warnings).ShouldNotBeNull();
        complaints.ShouldBeEmpty();
        warnings.ShouldHaveSingleItem().ToString().ShouldEndWith("s.json:1:30: fields[0].frFormat: unknown key `frFormat` is ignored. Did you mean `format`?");
        ConfigurationFolderFixture.Feed("schema: { fields: [{ name: id, frFormat: x }] }\n").Lines().ShouldContain("unknown key `frFormat`. Did you mean `format`?");
        ConfigurationFolderFixture.Feed("dialect: { delimeter: \";\" }\n").Lines().ShouldContain("Did you mean `delimiter`?");
    }

    [Theory]
    [InlineData("https://example.org/b.csv")]
    [InlineData("/srv/b.csv")]
    [InlineData("../b.csv")]
    [InlineData("C:\\\\data\\\\b.csv")]
    [InlineData("s3://bucket/b.csv")]
    public void The_path_of_another_resource_does_not_matter(string path)
    {
        var folder = ConfigurationFolderFixture.Feed("match: orders.csv\nschema: ../p.json\n").With("p.json",
            $$"""{ "resources": [{ "path": "{{path}}", "schema": { "fields": [{ "name": "b" }] } }, { "path": "orders.csv", "schema": { "fields": [{ "name": "id" }] } }] }""");
        folder.Read().FeedNamed("orders")!.Rules.Schemas.ShouldHaveSingleItem().Fields[0].Name.ShouldBe("id");
    }

    [Theory]
    [InlineData("{ type: integer, constraints: { minimum: 1 } }", "[1, 2]", "[0]")]
    [InlineData("{ type: integer }", "[]", "[1.5]")]
    [InlineData("{ type: string, constraints: { pattern: \"[A-Z]{2}\" } }", "[\"DE\"]", "[\"DEU\"]")]
    [InlineData("{ constraints: { enum: [1, x] } }", "[1, \"x\"]", "[2]")]
    [InlineData("{ type: boolean, title: Yes }", "[true]", "[\"true\"]")]
    public void The_items_of_an_array_are_checked(string item, string good, string bad)
    {
        var feed = $"feed: orders\nschema: {{ fields: [{{ name: id }}, {{ name: list, type: array, arrayItem: {item} }}] }}\n";
        FeedRun.Of(feed, $"id,list\n1,\"{Quoted(good)}\"\n").Errors.ShouldBe("");
        FeedRun.Of(feed, $"id,list\n1,\"{Quoted(bad)}\"\n").Errors.ShouldBe("constraint-error row 2 column 2\n");
    }

    [Fact]
    public void Items_that_cannot_be_checked_are_refused()
    {
        ConfigurationFolderFixture.Feed("schema: { fields: [{ name: a, type: array, arrayItem: { type: date } }] }\n").Lines().ShouldContain("items of type `date` are not supported");
        ConfigurationFolderFixture.Feed("schema: { fields: [{ name: a, arrayItem: { type: integer } }] }\n").Lines().ShouldContain("`arrayItem` requires type: array");
    }

    private static string Quoted(string json) => json.Replace("\"", "\"\"", StringComparison.Ordinal);

    private static IEnumerable<string> Fields(string schema)
    {
        var feed = ConfigurationFolderFixture.Feed("schema: ../s.json\n").With("s.json", schema);
        var alone = SchemaFile.Read(feed.Files, $"{feed.Path}/s.json", $"{feed.Path}/orders.csv", out var complaints);
        complaints.ShouldBeEmpty();
        alone.ShouldNotBeNull();
        return feed.Read().FeedNamed("orders")!.Rules.Schemas.ShouldHaveSingleItem().Fields.Select(field => field.Name);
    }
}
