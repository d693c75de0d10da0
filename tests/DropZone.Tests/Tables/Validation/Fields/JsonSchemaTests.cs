using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"required": ["a"]}""", """{"a": 1}""", """{"b": 1}""")]
    [InlineData("""{"properties": {"a": {"type": "integer"}}}""", """{"a": 1.0}""", """{"a": 1.5}""")]
    [InlineData("""{"properties": {"a": {"type": ["string", "null"]}}}""", """{"a": null}""", """{"a": true}""")]
    [InlineData("""{"properties": {"a": {"minimum": 2, "maximum": 3}}}""", """{"a": 2}""", """{"a": 3.01}""")]
    [InlineData("""{"properties": {"a": {"exclusiveMinimum": 2}}}""", """{"a": 2.1}""", """{"a": 2}""")]
    [InlineData("""{"properties": {"a": {"minimum": 2, "exclusiveMinimum": true}}}""", """{"a": 2.1}""", """{"a": 2}""")]
    [InlineData("""{"properties": {"a": {"multipleOf": 0.1}}}""", """{"a": 0.3}""", """{"a": 0.35}""")]
    [InlineData("""{"properties": {"a": {"minLength": 2, "maxLength": 2}}}""", """{"a": "😀é"}""", """{"a": "x"}""")]
    [InlineData("""{"properties": {"a": {"pattern": "^x"}}}""", """{"a": "xy"}""", """{"a": "yx"}""")]
    [InlineData("""{"properties": {"a": {"enum": [1, "x", null]}}}""", """{"a": 1.0}""", """{"a": 2}""")]
    [InlineData("""{"properties": {"a": {"const": {"b": [1]}}}}""", """{"a": {"b": [1]}}""", """{"a": {"b": [2]}}""")]
    [InlineData("""{"additionalProperties": false, "properties": {"a": true}, "patternProperties": {"^x-": true}}""", """{"a": 1, "x-b": 2}""", """{"b": 1}""")]
    [InlineData("""{"patternProperties": {"^n": {"type": "number"}}}""", """{"n1": 1, "s": "x"}""", """{"n1": "x"}""")]
    [InlineData("""{"propertyNames": {"maxLength": 2}}""", """{"ab": 1}""", """{"abc": 1}""")]
    [InlineData("""{"minProperties": 1, "maxProperties": 1}""", """{"a": 1}""", """{"a": 1, "b": 2}""")]
    [InlineData("""{"dependentRequired": {"a": ["b"]}}""", """{"a": 1, "b": 2}""", """{"a": 1}""")]
    [InlineData("""{"dependencies": {"a": ["b"], "c": {"required": ["d"]}}}""", """{"c": 1, "d": 2}""", """{"c": 1}""")]
    [InlineData("""{"dependentSchemas": {"a": {"required": ["b"]}}}""", """{"b": 1}""", """{"a": 1}""")]
    [InlineData("""{"allOf": [{"required": ["a"]}, {"required": ["b"]}]}""", """{"a": 1, "b": 1}""", """{"a": 1}""")]
    [InlineData("""{"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}""", """{"b": 1}""", """{"c": 1}""")]
    [InlineData("""{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}""", """{"b": 1}""", """{"a": 1, "b": 1}""")]
    [InlineData("""{"not": {"required": ["a"]}}""", """{"b": 1}""", """{"a": 1}""")]
    [InlineData("""{"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}""", """{"a": 1, "b": 1}""", """{"b": 1}""")]
    [InlineData("""{"properties": {"a": {"$ref": "#/$defs/n"}}, "$defs": {"n": {"type": "number"}}}""", """{"a": 1}""", """{"a": "x"}""")]
    [InlineData("""{"properties": {"a": {"$ref": "#n"}}, "$defs": {"n": {"$anchor": "n", "type": "number"}}}""", """{"a": 1}""", """{"a": "x"}""")]
    [InlineData("""{"$id": "https://example.org/s", "properties": {"a": {"$ref": "https://example.org/s#/$defs/n"}}, "$defs": {"n": {"type": "number"}}}""", """{"a": 1}""", """{"a": "x"}""")]
    [InlineData("""{"properties": {"child": {"$ref": "#"}, "n": {"type": "number"}}}""", """{"child": {"child": {"n": 1}}}""", """{"child": {"child": {"n": "x"}}}""")]
    [InlineData("""{"properties": {"a": {"$ref": "#/definitions/n", "minimum": 5}}, "definitions": {"n": {"type": "number"}}}""", """{"a": 5}""", """{"a": 4}""")]
    [InlineData("""{"format": "email", "unknown": 1, "properties": {"a": false}}""", """{"b": 1}""", """{"a": 1}""")]
    public void Objects_conform_or_do_not(string schema, string good, string bad)
    {
        Verdict.IsValid(FieldType.Object, good, new Constraints { JsonSchema = schema }).ShouldBeTrue();
        Verdict.IsValid(FieldType.Object, bad, new Constraints { JsonSchema = schema }).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"items": {"type": "integer"}}""", "[1, 2]", "[1, \"x\"]")]
    [InlineData("""{"prefixItems": [{"type": "integer"}], "items": {"type": "string"}}""", "[1, \"x\"]", "[1, 2]")]
    [InlineData("""{"items": [{"type": "integer"}], "additionalItems": false}""", "[1]", "[1, 2]")]
    [InlineData("""{"minItems": 1, "maxItems": 2}""", "[1]", "[1, 2, 3]")]
    [InlineData("""{"uniqueItems": true}""", "[1, \"1\"]", "[1, 1.0]")]
    [InlineData("""{"contains": {"type": "string"}}""", "[1, \"x\"]", "[1]")]
    [InlineData("""{"contains": {"type": "string"}, "minContains": 0, "maxContains": 1}""", "[1]", "[\"x\", \"y\"]")]
    public void Arrays_conform_or_do_not(string schema, string good, string bad)
    {
        Verdict.IsValid(FieldType.Array, good, new Constraints { JsonSchema = schema }).ShouldBeTrue();
        Verdict.IsValid(FieldType.Array, bad, new Constraints { JsonSchema = schema }).ShouldBeFalse();
    }

    [Fact]
    public void Up_to_draft_7_nothing_counts_beside_a_reference()
    {
        const string Schema = """{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"$ref": "#/definitions/n", "minimum": 5}}, "definitions": {"n": {"type": "number"}}}""";
        Verdict.IsValid(FieldType.Object, """{"a": 4}""", new Constraints { JsonSchema = Schema }).ShouldBeTrue();
    }

    [Fact]
    public void The_message_contains_the_failed_keyword_and_no_value()
    {
        var error = Verdict.Error(Table.Field("f", FieldType.Object, new Constraints { JsonSchema = """{"properties": {"age": {"minimum": 18}}}""" }), """{"age": 17}""").ShouldNotBeNull();
        error.Message.ShouldContain("properties/age/minimum");
        error.Message.ShouldNotContain("17");
    }

    [Theory]
    [InlineData("""{"type": "text"}""", "unknown type")]
    [InlineData("""{"minimum": "x"}""", "not a number")]
    [InlineData("""{"maxLength": -1}""", "whole number")]
    [InlineData("""{"required": "a"}""", "not a list")]
    [InlineData("""{"properties": []}""", "not an object")]
    [InlineData("""{"properties": {"a": 1}}""", "not a schema")]
    [InlineData("""{"pattern": "(?=x)"}""", "regular expression")]
    [InlineData("""{"allOf": []}""", "list of schemas")]
    [InlineData("""{"$ref": "https://example.org/other"}""", "does not lead")]
    [InlineData("""{"$ref": "#/$defs/none"}""", "does not lead")]
    [InlineData("""{"unevaluatedProperties": false}""", "not supported")]
    [InlineData("""{"$ref": "#"}""", "without end")]
    [InlineData("""{"properties": {"a": {"$ref": "#/$defs/x"}}, "$defs": {"x": {"allOf": [{"$ref": "#/$defs/x"}]}}}""", "without end")]
    [InlineData("[]", "not an object")]
    [InlineData("{", "not JSON")]
    public void A_schema_that_cannot_be_used_is_rejected(string schema, string found)
    {
        var problem = Table.Problems(Table.Rules(Table.Field("f", FieldType.Object, new Constraints { JsonSchema = schema }))).ShouldHaveSingleItem();
        problem.Path.ShouldBe("schema.fields[0].constraints.jsonSchema");
        problem.Message.ShouldContain(found);
    }
}
