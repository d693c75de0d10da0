using System.Text.Json;

namespace DropZone.Tables.Primitives.JsonSchema;

/// <summary>
/// A compiled JSON Schema, drafts 4 to 2020-12. <c>format</c> and the content keywords are annotations without effect, as in the
/// later drafts. Source: https://json-schema.org/draft/2020-12/json-schema-validation
/// </summary>
internal sealed class JsonSchema
{
    private readonly JsonSchemaNode _root;

    private JsonSchema(JsonSchemaNode root) => _root = root;

    /// <summary>Returns null and the problem if it is not a JSON Schema, or uses a keyword that is not supported.</summary>
    public static JsonSchema? Compile(string text, out string? problem)
    {
        JsonElement element;
        try
        {
            element = JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            problem = "The JSON Schema is not JSON. Write an object such as {\"required\": [\"id\"]}.";
            return null;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            problem = "The JSON Schema is not an object. Write one such as {\"required\": [\"id\"]}.";
            return null;
        }

        var compiler = new JsonSchemaCompiler(element);
        var root = compiler.Node(element, "#");
        problem = compiler.Problem ?? (root.RefersToItself() ? "The JSON Schema refers to itself without end. Remove the $ref that leads back." : null);
        return problem is null ? new JsonSchema(root) : null;
    }

    /// <summary>Returns the keyword that the value violates, with its parents: <c>properties/age/minimum</c>. Null if the value conforms.</summary>
    public string? Refusal(JsonElement value) => _root.Refusal(value);
}
