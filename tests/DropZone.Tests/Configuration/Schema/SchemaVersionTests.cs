using DropZone.Configuration.Schema;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration.Schema;

public sealed class SchemaVersionTests
{
    private const string Package = """
        {"name": "shop", "resources": [
            {"name": "orders", "path": "data/orders.csv", "schema": {"fields": [{"name": "id"}]}, "dialect": {"delimiter": ";"}},
            {"name": "prices", "path": ["data/prices-1.csv", "data/prices-2.csv"], "schema": "prices.json"},
            {"name": "remote", "path": "https://example.org/remote.csv", "schema": {"fields": [{"name": "far"}]}},
            {"name": "above", "path": "../above.csv", "schema": {"fields": [{"name": "up"}]}},
            {"name": "bare", "path": "bare.csv", "schema": null},
            {"name": "lost", "path": "lost.csv", "schema": "../lost.json"}
        ]}
        """;

    [Fact]
    public void A_list_of_schemas_is_a_list_of_versions_inline_or_in_files()
    {
        var folder = ConfigurationFolderFixture.Feed("schema:\n- ../a.json\n- { fields: [{ name: b }] }\n").With("a.json", """{"fields": [{"name": "a"}]}""");
        folder.Read().FeedNamed("orders")!.Rules.Schemas.Select(schema => schema.Fields[0].Name).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("schema[0].fields[0].format", "a.json:1:14")]
    [InlineData("schema[1].fields[0].format", "feeds.d/orders.yaml:4:12")]
    [InlineData("schema[7].fields[0]", "feeds.d/orders.yaml:3:1")]
    public void A_rule_that_cannot_be_compiled_is_reported_in_its_version(string path, string place)
    {
        var folder = new ConfigurationFolderFixture { Problems = [new RuleProblem(path, "Wrong.")] }
            .With("feeds.d/orders.yaml", "feed: orders\nschema:\n- ../a.json\n- fields: [{ name: b }]\n").With("a.json", """{"fields": [ {"name": "a"} ]}""");
        var complaint = folder.Complaints().ShouldHaveSingleItem();
        $"{complaint.File}:{complaint.Line}:{complaint.Column}".ShouldBe(place);
    }

    [Theory]
    [InlineData("orders*.csv", "../package/datapackage.json", "id", ';')]
    [InlineData("PRICES-2.csv", "../package/datapackage.json", "price", ',')]
    [InlineData("x.csv", "../package/datapackage.json#prices", "price", ',')]
    [InlineData("x.csv", "'../package/datapackage.json#data/orders.csv'", "id", ';')]
    public void A_resource_of_a_package_is_taken_by_the_files_that_the_feed_matches_or_by_name(string match, string path, string field, char delimiter)
    {
        var folder = Feed($"match: \"{match}\"\nschema: {path}\n");
        var rules = folder.Read().FeedNamed("orders")!.Rules;
        rules.Schemas.ShouldHaveSingleItem().Fields[0].Name.ShouldBe(field);
        rules.Dialects.ShouldHaveSingleItem().Delimiter.ShouldBe(delimiter);
    }

    [Fact]
    public void Null_in_a_JSON_file_is_the_same_as_a_missing_key()
    {
        const string nulls = """
            {"name": null, "resources": [{"path": "orders.csv", "dialect": null, "encoding": null, "schema": {
                "fields": [{"name": "id", "type": null, "format": null, "constraints": null}, {"name": "b", "constraints": {"minLength": null}}],
                "primaryKey": null, "missingValues": null, "fieldsMatch": null, "foreignKeys": null}}]}
            """;
        var folder = ConfigurationFolderFixture.Feed("schema: ../p/datapackage.json\n").With("p/datapackage.json", nulls);
        var rules = folder.Read().FeedNamed("orders")!.Rules;
        rules.Schemas.ShouldHaveSingleItem().Fields.ShouldAllBe(field => field.Constraints == new Constraints());
        rules.Schemas[0].MissingValues.ShouldBe([""]);

        // in YAML it is an ordinary word
        var words = ConfigurationFolderFixture.Feed("schema: { fields: [{ name: b, type: null }] }\n");
        words.Complaints().ShouldHaveSingleItem();
    }

    [Fact]
    public void The_dialect_of_the_feed_takes_precedence_over_that_of_the_package()
    {
        var folder = Feed("schema: ../package/datapackage.json#orders\ndialect: { delimiter: tab }\n");
        folder.Read().FeedNamed("orders")!.Rules.Dialects.ShouldHaveSingleItem().Delimiter.ShouldBe('\t');
    }

    [Theory]
    [InlineData("datapackage.json", "package/datapackage.json:1:31: resources: no resource matches the name of the data file. Append the name of a resource to the path, as in datapackage.json#NAME: one of `orders`, `prices`, `remote`, `above`, `bare`, `lost`.")]
    [InlineData("datapackage.json#other", "package/datapackage.json:1:31: resources: there is no resource `other`. Append the name of a resource to the path, as in datapackage.json#NAME: one of `orders`, `prices`, `remote`, `above`, `bare`, `lost`.")]
    [InlineData("datapackage.json#remote", "package/datapackage.json:4:32: resources[2].path: the path is a URL, or outside the folder of the package. Write a path inside that folder.")]
    [InlineData("datapackage.json#above", "package/datapackage.json:5:31: resources[3].path: the path is a URL, or outside the folder of the package. Write a path inside that folder.")]
    [InlineData("datapackage.json#bare", "package/datapackage.json:6:5: resources[4]: the resource has no schema. Write it, or its path, below `schema`.")]
    [InlineData("datapackage.json#lost", "package/datapackage.json:7:52: resources[5].schema: the path is a URL, or outside the folder of the package. Write a path inside that folder.")]
    [InlineData("prices.json#orders", "package/prices.json:1:1: there is no resource `orders`: this is not a data package. Remove the `#` and the name after it.")]
    public void A_mistake_in_a_package_is_named_with_its_place_and_remedy(string path, string complaint)
    {
        var folder = Feed($"schema: ../package/{path}\n");
        folder.Lines().ShouldBe(complaint);
    }

    [Fact]
    public void A_mistake_in_a_schema_of_a_package_is_reported_in_its_file()
    {
        var folder = ConfigurationFolderFixture.Feed("schema: ../datapackage.json\n")
            .With("datapackage.json", """{"resources": [{"name": "a", "sources": [], "schema": {"fields": [{"name": "x", "type": "integr"}]}}]}""");
        folder.Lines().ShouldBe("datapackage.json:1:89: resources[0].schema.fields[0].type: unknown type `integr`. Did you mean `integer`?");
    }

    [Fact]
    public void A_change_of_any_file_that_was_read_changes_the_digest_of_the_feed()
    {
        var folder = Feed("schema: ../package/datapackage.json#prices\n");
        var before = folder.Read().FeedNamed("orders")!.Digest;
        folder.With("package/prices.json", """{"fields": [{"name": "cost"}]}""");
        folder.Read().FeedNamed("orders")!.Digest.ShouldNotBe(before);
    }

    [Theory]
    [InlineData("datapackage.json", "data/orders.csv", "id")]
    [InlineData("datapackage.json", "data/prices-2.csv", "price")]
    [InlineData("datapackage.json", "elsewhere/orders.csv", "id")]
    [InlineData("datapackage.json#prices", null, "price")]
    [InlineData("prices.json", "data/orders.csv", "price")]
    public void Without_a_feed_the_resource_is_taken_by_the_path_of_the_data(string path, string? data, string field)
    {
        var folder = Feed("");
        var root = $"{folder.Path}/package";
        var file = SchemaFile.Read(folder.Files, $"{root}/{path}", data is null ? null : $"{root}/{data}", out var complaints);
        complaints.ShouldBeEmpty();
        file!.Schemas.ShouldHaveSingleItem().Fields[0].Name.ShouldBe(field);
        file.Dialect?.Delimiter.ShouldBe(field == "id" ? ';' : null);
    }

    [Fact]
    public void The_whole_path_takes_precedence_over_the_file_name()
    {
        var folder = new ConfigurationFolderFixture().With("p.json", """
            {"resources": [{"name": "a", "path": "a/x.csv", "schema": {"fields": [{"name": "a"}]}}, {"name": "b", "path": "b/x.csv", "schema": {"fields": [{"name": "b"}]}}]}
            """);
        SchemaFile.Read(folder.Files, $"{folder.Path}/p.json", $"{folder.Path}/b/x.csv", out _)!.Schemas[0].Fields[0].Name.ShouldBe("b");
        SchemaFile.Read(folder.Files, $"{folder.Path}/p.json", $"{folder.Path}/c/x.csv", out var complaints).ShouldBeNull();
        complaints.ShouldHaveSingleItem().Message.ShouldBe("2 resources match");
    }

    [Fact]
    public void Problems_of_a_schema_without_a_feed_are_reported_in_its_file()
    {
        var folder = new ConfigurationFolderFixture().With("s.json", """{"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": "x"}}]}""");
        var file = SchemaFile.Read(folder.Files, $"{folder.Path}/s.json", null, out _)!;
        TableConversion.Compile(new RuleSet { Schemas = file.Schemas }, out var problems).ShouldBeNull();
        file.Placed(problems).ShouldHaveSingleItem().ToString().ShouldStartWith($"{folder.Path}/s.json:1:73: schema.fields[0].constraints.minimum: ");
    }

    [Theory]
    [InlineData("missing.json", "cannot be read")]
    [InlineData("empty.json", "the file is empty")]
    public void A_file_without_a_schema_is_reported(string name, string message)
    {
        var folder = new ConfigurationFolderFixture().With("empty.json", "");
        SchemaFile.Read(folder.Files, $"{folder.Path}/{name}", null, out var complaints).ShouldBeNull();
        complaints.ShouldHaveSingleItem().Message.ShouldContain(message);
    }

    private static ConfigurationFolderFixture Feed(string below) =>
        ConfigurationFolderFixture.Feed(below).With("package/datapackage.json", Package).With("package/prices.json", """{"fields": [{"name": "price"}]}""");
}
