using System.Text.Json;

namespace DropZone.Tables.Primitives.JsonSchema;

/// <summary>Compiles a JSON Schema: follows references and combines schemas. Single keywords are compiled by <see cref="JsonSchemaKeywords"/>.</summary>
internal sealed class JsonSchemaCompiler(JsonElement root)
{
    private static readonly string[] NotBuilt = ["unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "$recursiveRef"];

    private readonly Dictionary<string, JsonSchemaNode> _nodes = [];

    // up to draft 7 keywords next to a $ref are ignored
    private readonly bool _refIsAlone = root.TryGetProperty("$schema"u8, out var draft) && draft.ToString().Contains("/draft-0", StringComparison.Ordinal);

    /// <summary>The first problem found; null if the schema is valid.</summary>
    public string? Problem { get; private set; }

    /// <summary>Returns the node of a schema at a JSON pointer, always the same for a pointer, so that schemas may be recursive.</summary>
    public JsonSchemaNode Node(JsonElement schema, string path)
    {
        if (_nodes.TryGetValue(path, out var known))
            return known;
        var node = _nodes[path] = new JsonSchemaNode(path);
        if (schema.ValueKind == JsonValueKind.False)
            node.Require("false", _ => false);
        else if (schema.ValueKind == JsonValueKind.Object)
            Compile(schema, path, node);
        else if (schema.ValueKind != JsonValueKind.True)
            Complain(path, "is not a schema. Write an object, true or false");
        return node;
    }

    public void Complain(string path, string what) => Problem ??= $"In the JSON Schema {path} {what}.";

    private void Compile(JsonElement schema, string path, JsonSchemaNode node)
    {
        if (schema.TryGetProperty("$ref"u8, out var reference))
        {
            if (reference.ValueKind != JsonValueKind.String || Resolve(reference.GetString()!) is not { } target)
            {
                Complain($"{path}/$ref", "does not lead to a schema of the same file. Write for example \"#/$defs/NAME\"");
                return;
            }

            node.Require(node.Includes(Node(target.Schema, target.Path)).Refusal);
            if (_refIsAlone)
                return;
        }

        var keywords = new JsonSchemaKeywords(this, schema, path, node);
        foreach (var member in schema.EnumerateObject())
        {
            if (NotBuilt.Contains(member.Name))
                Complain($"{path}/{member.Name}", "is not supported. Remove it");
            else if (!Applied(member, schema, path, node))
                keywords.Add(member.Name, member.Value);
        }
    }

    private bool Applied(JsonProperty member, JsonElement schema, string path, JsonSchemaNode node)
    {
        var place = $"{path}/{member.Name}";
        switch (member.Name)
        {
            case "allOf":
                foreach (var part in Many(member.Value, place, node))
                    node.Require(part.Refusal);
                return true;
            case "anyOf":
                var any = Many(member.Value, place, node);
                node.Require("anyOf", value => any.Exists(part => part.Accepts(value)));
                return true;
            case "oneOf":
                var one = Many(member.Value, place, node);
                node.Require("oneOf", value => one.Count(part => part.Accepts(value)) == 1);
                return true;
            case "not":
                var not = node.Includes(Node(member.Value, place));
                node.Require("not", value => !not.Accepts(value));
                return true;
            case "if":
                var condition = node.Includes(Node(member.Value, place));
                var then = schema.TryGetProperty("then"u8, out var yes) ? node.Includes(Node(yes, $"{path}/then")) : null;
                var otherwise = schema.TryGetProperty("else"u8, out var no) ? node.Includes(Node(no, $"{path}/else")) : null;
                node.Require(value => (condition.Accepts(value) ? then : otherwise)?.Refusal(value));
                return true;
            case "dependentSchemas" or "dependencies" when member.Value.ValueKind == JsonValueKind.Object:
                foreach (var dependent in member.Value.EnumerateObject().Where(dependent => dependent.Value.ValueKind != JsonValueKind.Array))
                {
                    var included = node.Includes(Node(dependent.Value, $"{place}/{dependent.Name}"));
                    node.Require(value => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(dependent.Name, out _) ? included.Refusal(value) : null);
                }

                return member.Name == "dependentSchemas";
            default:
                return false;
        }
    }

    private List<JsonSchemaNode> Many(JsonElement list, string path, JsonSchemaNode node)
    {
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
            return [.. list.EnumerateArray().Select((schema, i) => node.Includes(Node(schema, $"{path}/{i}")))];
        Complain(path, "is not a list of schemas. Write at least one");
        return [];
    }

    private (JsonElement Schema, string Path)? Resolve(string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var document = hash < 0 ? reference : reference[..hash];
        if (document.Length > 0 && !(Identity(root) is { } identity && document == identity.TrimEnd('#')))
            return null;
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        return fragment.Length > 0 && fragment[0] != '/' ? Anchored(root, "#", fragment) : Pointed(fragment);
    }

    private (JsonElement Schema, string Path)? Pointed(string pointer)
    {
        var at = root;
        foreach (var step in pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out var member))
                at = member;
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(step, out var index) && index >= 0 && index < at.GetArrayLength())
                at = at[index];
            else
                return null;
        }

        return (at, $"#{pointer}");
    }

    private static (JsonElement Schema, string Path)? Anchored(JsonElement value, string path, string name)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray().Select((item, i) => Anchored(item, $"{path}/{i}", name)).FirstOrDefault(found => found is not null);
        }

        if (value.ValueKind != JsonValueKind.Object)
            return null;
        if ((value.TryGetProperty("$anchor"u8, out var anchor) && anchor.ToString() == name) || Identity(value) == $"#{name}")
            return (value, path);
        return value.EnumerateObject().Select(member => Anchored(member.Value, $"{path}/{member.Name}", name)).FirstOrDefault(found => found is not null);
    }

    private static string? Identity(JsonElement schema) =>
        (schema.TryGetProperty("$id"u8, out var id) || schema.TryGetProperty("id"u8, out id)) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
