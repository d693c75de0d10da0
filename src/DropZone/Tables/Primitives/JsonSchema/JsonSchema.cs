using System.Text.Json;

namespace DropZone.Tables.Primitives.JsonSchema;

/// <summary>
/// A compiled JSON Schema, drafts 4 to 2020-12. <c>format</c> and what describes content are notes that refuse nothing, as the
/// later drafts have them. Source: https://json-schema.org/draft/2020-12/json-schema-validation
/// </summary>
internal sealed class JsonSchema
{
    private readonly JsonSchemaNode root;

    private JsonSchema(JsonSchemaNode root) => this.root = root;

    /// <summary>Null and the problem, one sentence, if it is no JSON Schema or asks for more than is built.</summary>
    public static JsonSchema? Compile(string text, out string? problem)
    {
        JsonElement element;
        try
        {
            element = JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            problem = "The JSON Schema is not JSON; write an object such as {\"required\": [\"id\"]}.";
            return null;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            problem = "The JSON Schema is not an object; write one such as {\"required\": [\"id\"]}.";
            return null;
        }

        var compiler = new JsonSchemaCompiler(element);
        var root = compiler.Node(element, "#");
        problem = compiler.Problem ?? (root.RefersToItself() ? "The JSON Schema refers to itself without end; take away the $ref that leads back." : null);
        return problem is null ? new JsonSchema(root) : null;
    }

    /// <summary>The keyword that refuses the value, with its parents: <c>properties/age/minimum</c>. Null: the value conforms.</summary>
    public string? Refusal(JsonElement value) => root.Refusal(value);
}
