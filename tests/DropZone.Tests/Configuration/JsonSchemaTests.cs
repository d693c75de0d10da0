using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using DropZone.Configuration.Examples;
using DropZone.Configuration.Yaml;
using Json.Schema;
using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace DropZone.Tests.Configuration;

/// <summary>The JSON Schemas for editors accept the same configuration as the readers.</summary>
public sealed class JsonSchemaTests
{
    private const string Folder = "packaging/schema";
    private static readonly string[] Names = ["dropzone.schema.json", "dropzone-feed.schema.json"];
    private static readonly Dictionary<string, JsonSchema> Schemas = Names.ToDictionary(name => name, name => JsonSchema.FromText(Repository.Read($"{Folder}/{name}")));

    static JsonSchemaTests()
    {
        foreach (var schema in Schemas.Values)
            SchemaRegistry.Global.Register(schema);
    }

    /// <summary>All configuration that tests read: the documents' blocks, the examples, the golden feeds.</summary>
    public static IEnumerable<TheoryDataRow<string, string, string>> Accepted()
    {
        yield return new("dropzone.schema.json", "the example of the settings", DocumentationTests.Uncommented(ExampleFeed.SettingsText));
        yield return new("dropzone-feed.schema.json", "the example of a feed", DocumentationTests.Uncommented(ExampleFeed.Text));
        foreach (var block in DocumentationTests.Blocks().Select(block => block.Data).Where(block => !block.Item1.StartsWith("schemas/", StringComparison.Ordinal)))
            yield return new(block.Item1 == "dropzone.yaml" ? "dropzone.schema.json" : "dropzone-feed.schema.json", block.Item1, block.Item2);
        foreach (var folder in Directory.GetDirectories($"{Repository.Root}/tests/DropZone.Tests/golden"))
            yield return new("dropzone-feed.schema.json", Path.GetFileName(folder), File.ReadAllText($"{folder}/feed.yaml"));
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Configuration_without_complaints_is_valid(string schema, string name, string yaml)
    {
        var result = Evaluate(schema, yaml);
        result.IsValid.ShouldBeTrue($"{name}\n{yaml}\n{string.Join('\n', result.Details!.Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}"))}");
    }

    [Theory]
    [InlineData("dropzone.schema.json", "wrokers: 1")]
    [InlineData("dropzone.schema.json", "workers: 100")]
    [InlineData("dropzone.schema.json", "rescan: 10")]
    [InlineData("dropzone.schema.json", "notify: [webhook: { on: failed }]")]
    [InlineData("dropzone-feed.schema.json", "match: \"*.csv\"")]
    [InlineData("dropzone-feed.schema.json", "feed: Orders")]
    [InlineData("dropzone-feed.schema.json", "{ feed: orders, transform: [{ trim: id, upper: id }] }")]
    [InlineData("dropzone-feed.schema.json", "{ feed: orders, load: [sqlite: { file: x.db }] }")]
    [InlineData("dropzone-feed.schema.json", "{ feed: orders, complete: { marker: x, checksum: y } }")]
    [InlineData("dropzone-feed.schema.json", "{ feed: orders, schema: { fields: [{ name: id, constraints: { requierd: true } }] } }")]
    public void Rejected_configuration_is_invalid(string schema, string yaml) => Evaluate(schema, yaml).IsValid.ShouldBeFalse();

    [Fact]
    public void Every_mapping_has_exactly_the_keys_of_its_reader()
    {
        var read = typeof(KeySet).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("DropZone.Configuration.", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(KeySet)).Select(field => (KeySet)field.GetValue(null)!)
            .Select(keys => Line(keys.Subject, keys.Known, keys.Open)).ToList();
        read.Count.ShouldBeGreaterThan(40);
        var described = Names.SelectMany(name => Mappings(JsonNode.Parse(Repository.Read($"{Folder}/{name}"))!)).ToList();
        described.Distinct().Order(StringComparer.Ordinal).ShouldBe(read.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Mappings(JsonNode node)
    {
        if (node is JsonObject mapping && mapping["title"] is JsonValue title && mapping["properties"] is JsonObject properties)
            yield return Line(title.GetValue<string>(), properties.Select(property => property.Key), mapping["additionalProperties"] is null);
        IEnumerable<JsonNode?> inside = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var found in inside.OfType<JsonNode>().SelectMany(Mappings))
            yield return found;
    }

    private static string Line(string subject, IEnumerable<string> keys, bool isOpen) =>
        $"{subject}: {string.Join(", ", keys.Order(StringComparer.Ordinal))}{(isOpen ? ", others" : "")}";

    private static EvaluationResults Evaluate(string schema, string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        using var document = JsonDocument.Parse(YamlJson.Of(stream.Documents[0].RootNode));
        return Schemas[schema].Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
    }
}
