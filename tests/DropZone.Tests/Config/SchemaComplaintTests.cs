using DropZone.Rules;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Config;

public sealed class SchemaComplaintTests
{
    [Theory]
    [InlineData("{ name: a, type: integr }", "5:22: schema.fields[0].type: unknown type `integr`; did you mean `integer`?")]
    [InlineData("{ name: a, type: int }", "5:22: schema.fields[0].type: unknown type `int`; did you mean `integer`?")]
    [InlineData("{ name: a, type: geopoint }", "5:22: schema.fields[0].type: type `geopoint` is not built yet in this version; write one of `string`, `integer`, `number`, `boolean`, `datetime`, `date`, `time`, `year`, `any`")]
    [InlineData("{ type: integer }", "5:5: schema.fields[0]: the key `name` is missing; a field without a name cannot be found in the header")]
    [InlineData("{ name: a, contraints: {} }", "5:16: schema.fields[0].contraints: unknown key `contraints`; did you mean `constraints`?")]
    [InlineData("{ name: a, decimal-char: \",\" }", "5:16: schema.fields[0].decimal-char: unknown key `decimal-char`; did you mean `decimalChar`?")]
    [InlineData("{ name: a, required: true }", "5:16: schema.fields[0].required: `required` does not belong here; write it below `constraints`")]
    [InlineData("{ name: a, constraints: { required: \"true\" } }", "5:41: schema.fields[0].constraints.required: expected true or false, without quotes; found `true`")]
    [InlineData("{ name: a, constraints: { requird: true } }", "5:31: schema.fields[0].constraints.requird: unknown key `requird`; did you mean `required`?")]
    [InlineData("{ name: a, constraints: { colour: red } }", "5:31: schema.fields[0].constraints.colour: unknown key `colour`; constraints has the keys `required`, `unique`, `minimum`, `maximum`, `minLength`, `maxLength`, `pattern`, `enum`")]
    [InlineData("{ name: a, constraints: { exclusiveMinimum: 1 } }", "5:31: schema.fields[0].constraints.exclusiveMinimum: `exclusiveMinimum` is not built yet in this version; remove it")]
    [InlineData("{ name: a, constraints: { maxLength: -1 } }", "5:42: schema.fields[0].constraints.maxLength: expected a whole number, 0 or more; found `-1`")]
    [InlineData("{ name: a, constraints: { enum: [] } }", "5:37: schema.fields[0].constraints.enum: the list is empty: no value would pass; name the values, or remove the key")]
    [InlineData("{ name: a, missingValues: [x] }", "5:16: schema.fields[0].missingValues: `missingValues` is not built yet in this version; remove it")]
    [InlineData("a", "5:5: schema.fields[0]: expected a mapping with the keys `name`, `type`, `format`, `constraints`, `decimalChar`, `groupChar`, `bareNumber`, `trueValues`, `falseValues`; found `a`")]
    public void A_mistake_in_a_field_is_named_with_its_place_and_remedy(string field, string complaint)
    {
        using var folder = ConfigurationFolderFixture.Feed($"schema:\n  # columns\n  fields:\n  - {field}\n");
        folder.Lines().ShouldBe("feeds.d/orders.yaml:" + complaint);
    }

    [Theory]
    [InlineData("primaryKey: id", "4:3: schema.primaryKey: `primaryKey` is not built yet in this version; remove it")]
    [InlineData("foreignKeys: [{ fields: a }]", "4:3: schema.foreignKeys: `foreignKeys` is not built yet in this version; remove it")]
    [InlineData("fieldsMatch: subset", "4:16: schema.fieldsMatch: `subset` is not built yet in this version; write `exact`, or remove the key")]
    [InlineData("missing-values: []", "4:3: schema.missing-values: unknown key `missing-values`; did you mean `missingValues`?")]
    [InlineData("missingValues: NA", "4:18: schema.missingValues: expected a list of texts such as [\"\", \"NA\"]; found `NA`")]
    public void A_mistake_in_a_schema_is_named_with_its_place_and_remedy(string line, string complaint)
    {
        using var folder = ConfigurationFolderFixture.Feed($"schema:\n  fields: [{{ name: id }}]\n  {line}\n");
        folder.Lines().ShouldBe("feeds.d/orders.yaml:" + complaint);
    }

    [Fact]
    public void A_mistake_in_a_schema_of_its_own_file_is_placed_there()
    {
        using var folder = ConfigurationFolderFixture.Feed("schema: ../schemas/orders.json\n")
            .With("schemas/orders.json", "{\n\t\"fields\": [\n\t\t{\"name\": \"a\", \"typ\": \"date\"}\n\t]\n}\n");
        folder.Lines().ShouldBe("schemas/orders.json:3:17: fields[0].typ: unknown key `typ`; did you mean `type`?");
    }

    [Fact]
    public void An_escape_that_JSON_does_not_know_is_placed()
    {
        using var folder = ConfigurationFolderFixture.Feed("schema: a.json\n").With("feeds.d/a.json", "{\n  \"fields\": [{\"name\": \"\\d\"}]\n}\n");
        var complaint = folder.Complaints().ShouldHaveSingleItem();
        (complaint.Line, complaint.Message).ShouldBe((2, "this escape is unknown"));
    }

    [Theory]
    [InlineData("schema.fields[1].constraints.pattern", "feeds.d/orders.yaml:5:55")]
    [InlineData("schema.fields[1].format", "feeds.d/orders.yaml:5:7")]
    [InlineData("schema.fields[7]", "feeds.d/orders.yaml:4:5")]
    [InlineData("schema", "feeds.d/orders.yaml:3:3")]
    [InlineData("transform[1].date.placed", "feeds.d/orders.yaml:8:21")]
    [InlineData("transform[1].date.order.day", "feeds.d/orders.yaml:8:38")]
    [InlineData("transform[0].trim[0]", "feeds.d/orders.yaml:7:11")]
    [InlineData("elsewhere", "feeds.d/orders.yaml:1:1")]
    public void A_rule_that_cannot_be_compiled_is_placed_or_its_nearest_parent_is(string path, string place)
    {
        const string Feed = """
            schema:
              fields:
                - { name: a }
                - { name: placed, constraints: { pattern:         "(" } }
            transform:
              - trim: a
              - date: { placed: "%Q", order.day: "%Z" }
            """;
        using var folder = new ConfigurationFolderFixture { Problems = [new RuleProblem(path, "Wrong.")] }
            .With("feeds.d/orders.yaml", "feed: orders\n" + Feed);
        var complaint = folder.Complaints().ShouldHaveSingleItem();
        $"{complaint.File}:{complaint.Line}:{complaint.Column}".ShouldBe(place);
        (complaint.Key, complaint.Message).ShouldBe((path, "Wrong"));
    }

    [Fact]
    public void A_rule_that_cannot_be_compiled_is_placed_in_the_schemas_own_file()
    {
        using var folder = new ConfigurationFolderFixture { Problems = [new RuleProblem("schema.fields[0].constraints.pattern", "Wrong.")] }
            .With("feeds.d/orders.yaml", "feed: orders\nschema: ../schema.json\n")
            .With("schema.json", "{ \"fields\": [\n  { \"name\": \"a\", \"constraints\": { \"pattern\": \"(\" } } ] }");
        folder.Lines().ShouldBe("schema.json:2:46: schema.fields[0].constraints.pattern: Wrong");
    }
}
