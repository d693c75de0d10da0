using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration;

public sealed class SchemaComplaintTests
{
    [Theory]
    [InlineData("{ name: a, type: integr }", "5:22: schema.fields[0].type: unknown type `integr`. Did you mean `integer`?")]
    [InlineData("{ name: a, type: int }", "5:22: schema.fields[0].type: unknown type `int`. Did you mean `integer`?")]
    [InlineData("{ name: a, type: list, itemType: object }", "5:38: schema.fields[0].itemType: unknown itemType `object`. Write one of `string`, `integer`, `boolean`, `number`, `datetime`, `date`, `time`.")]
    [InlineData("{ name: a, categories: [] }", "5:28: schema.fields[0].categories: the list is empty: every value would be invalid. List the values, or remove the key.")]
    [InlineData("{ name: a, categories: [{ label: low }] }", "5:29: schema.fields[0].categories[0]: the key `value` is missing. Write `value: 1`.")]
    [InlineData("{ name: a, categoriesOrdered: \"true\" }", "5:35: schema.fields[0].categoriesOrdered: expected true or false, without quotes; found `true`")]
    [InlineData("{ name: a, missingValues: x }", "5:31: schema.fields[0].missingValues: expected a list of texts such as [\"\", \"NA\"]; found `x`")]
    [InlineData("{ name: a, type: object, constraints: { jsonSchema: x } }", "5:57: schema.fields[0].constraints.jsonSchema: expected a JSON Schema such as { required: [id] }; found `x`")]
    [InlineData("{ type: integer }", "5:5: schema.fields[0]: the key `name` is missing. Write the name of the column.")]
    [InlineData("{ name: a, contraints: {} }", "5:16: schema.fields[0].contraints: unknown key `contraints`. Did you mean `constraints`?")]
    [InlineData("{ name: a, decimal-char: \",\" }", "5:16: schema.fields[0].decimal-char: unknown key `decimal-char`. Did you mean `decimalChar`?")]
    [InlineData("{ name: a, required: true }", "5:16: schema.fields[0].required: `required` does not belong here. Write it below `constraints`.")]
    [InlineData("{ name: a, constraints: { required: \"true\" } }", "5:41: schema.fields[0].constraints.required: expected true or false, without quotes; found `true`")]
    [InlineData("{ name: a, constraints: { requird: true } }", "5:31: schema.fields[0].constraints.requird: unknown key `requird`. Did you mean `required`?")]
    [InlineData("{ name: a, constraints: { colour: red } }", "5:31: schema.fields[0].constraints.colour: unknown key `colour`. The keys of constraints are `required`, `unique`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `minLength`, `maxLength`, `pattern`, `enum`, `jsonSchema`.")]
    [InlineData("{ name: a, constraints: { maxLength: -1 } }", "5:42: schema.fields[0].constraints.maxLength: expected a whole number, 0 or more; found `-1`")]
    [InlineData("{ name: a, constraints: { enum: [] } }", "5:37: schema.fields[0].constraints.enum: the list is empty: every value would be invalid. List the values, or remove the key.")]
    [InlineData("a", "5:5: schema.fields[0]: expected a mapping with the keys `name`, `type`, `format`, `constraints`, `decimalChar`, `groupChar`, `grouping`, `bareNumber`, `yearPivot`, `trueValues`, `falseValues`, `delimiter`, `itemType`, `arrayItem`, `categories`, `categoriesOrdered`, `missingValues`, `sensitive`; found `a`")]
    public void A_mistake_in_a_field_is_named_with_its_place_and_remedy(string field, string complaint)
    {
        var folder = ConfigurationFolderFixture.Feed($"schema:\n  # columns\n  fields:\n  - {field}\n");
        folder.Lines().ShouldBe("feeds.d/orders.yaml:" + complaint);
    }

    [Theory]
    [InlineData("primaryKey: [id, idd]", "4:15: schema.primaryKey: there is no field `idd`. Did you mean `id`?")]
    [InlineData("primaryKey: { id: 1 }", "4:15: schema.primaryKey: expected a field, or a list of fields; found a mapping")]
    [InlineData("primaryKey: [id, id]", "4:15: schema.primaryKey: the field `id` is listed twice. Remove one of them.")]
    [InlineData("uniqueKeys: [[id, other]]", "4:16: schema.uniqueKeys[0]: there is no field `other`. The fields are `id`.")]
    [InlineData("uniqueKeys: [[]]", "4:16: schema.uniqueKeys[0]: the key has no field. List one, or remove the key.")]
    [InlineData("foreignKeys: [{ fields: id }]", "4:17: schema.foreignKeys[0]: the key `reference` is missing. Write for example { resource: countries, fields: code }.")]
    [InlineData("foreignKeys: [{ fields: id, reference: { fields: x } }]", "4:52: schema.foreignKeys[0].reference.fields: there is no field `x`. The fields are `id`.")]
    [InlineData("foreignKeys: [{ fields: id, reference: { resource: r, fields: [a, b] } }]", "4:17: schema.foreignKeys[0]: the key has 1 fields here and 2 in the reference. List the same number on both sides.")]
    [InlineData("fieldsMatch: subst", "4:16: schema.fieldsMatch: unknown value for fieldsMatch `subst`. Did you mean `subset`?")]
    [InlineData("missing-values: []", "4:3: schema.missing-values: unknown key `missing-values`. Did you mean `missingValues`?")]
    [InlineData("missingValues: NA", "4:18: schema.missingValues: expected a list of texts such as [\"\", \"NA\"]; found `NA`")]
    public void A_mistake_in_a_schema_is_named_with_its_place_and_remedy(string line, string complaint)
    {
        var folder = ConfigurationFolderFixture.Feed($"schema:\n  fields: [{{ name: id }}]\n  {line}\n");
        folder.Lines().ShouldBe("feeds.d/orders.yaml:" + complaint);
    }

    [Fact]
    public void A_mistake_in_a_separate_schema_file_is_reported_in_that_file()
    {
        var folder = ConfigurationFolderFixture.Feed("schema: ../schemas/orders.json\n")
            .With("schemas/orders.json", "{\n\t\"fields\": [\n\t\t{\"name\": \"a\", \"typ\": \"date\"}\n\t]\n}\n");
        // the standard allows other keys there: a misspelling is only probable
        folder.Warnings().ShouldHaveSingleItem().ToString().ShouldBe($"{folder.Path}/schemas/orders.json:3:17: fields[0].typ: unknown key `typ` is ignored. Did you mean `type`?");
        folder.With("schemas/orders.json", "{\n\t\"fields\": [\n\t\t{\"name\": \"a\", \"type\": \"dat\"}\n\t]\n}\n")
            .Lines().ShouldBe("schemas/orders.json:3:25: fields[0].type: unknown type `dat`. Did you mean `date`?");
    }

    [Fact]
    public void An_unknown_escape_in_JSON_is_reported_with_its_place()
    {
        var folder = ConfigurationFolderFixture.Feed("schema: a.json\n").With("feeds.d/a.json", "{\n  \"fields\": [{\"name\": \"\\d\"}]\n}\n");
        var complaint = folder.Complaints().ShouldHaveSingleItem();
        (complaint.Line, complaint.Message).ShouldBe((2, "unknown escape sequence"));
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
    public void A_rule_that_cannot_be_compiled_is_reported_at_its_place_or_that_of_its_nearest_parent(string path, string place)
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
        var folder = new ConfigurationFolderFixture { Problems = [new RuleProblem(path, "Wrong.")] }
            .With("feeds.d/orders.yaml", "feed: orders\n" + Feed);
        var complaint = folder.Complaints().ShouldHaveSingleItem();
        $"{complaint.File}:{complaint.Line}:{complaint.Column}".ShouldBe(place);
        (complaint.Key, complaint.Message).ShouldBe((path, "Wrong."));
    }

    [Fact]
    public void A_rule_that_cannot_be_compiled_is_reported_in_the_file_of_the_schema()
    {
        var folder = new ConfigurationFolderFixture { Problems = [new RuleProblem("schema.fields[0].constraints.pattern", "Wrong.")] }
            .With("feeds.d/orders.yaml", "feed: orders\nschema: ../schema.json\n")
            .With("schema.json", "{ \"fields\": [\n  { \"name\": \"a\", \"constraints\": { \"pattern\": \"(\" } } ] }");
        folder.Lines().ShouldBe("schema.json:2:46: schema.fields[0].constraints.pattern: Wrong.");
    }
}
