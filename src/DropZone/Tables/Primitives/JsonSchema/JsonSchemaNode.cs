using System.Text.Json;

namespace DropZone.Tables.Primitives.JsonSchema;

/// <summary>One schema of a JSON Schema: its rules for a value.</summary>
/// <param name="path">The path of the schema, for messages: <c>#/properties/age</c>.</param>
internal sealed class JsonSchemaNode(string path)
{
    private readonly List<Func<JsonElement, string?>> _rules = [];
    private readonly List<JsonSchemaNode> _ofSameValue = [];

    /// <summary>Adds a rule that fails with its keyword.</summary>
    public void Require(string keyword, Func<JsonElement, bool> accepts)
    {
        var refusal = $"{path}/{keyword}".TrimStart('#').TrimStart('/');
        _rules.Add(value => accepts(value) ? null : refusal);
    }

    /// <summary>Adds a rule that returns the violated keyword.</summary>
    public void Require(Func<JsonElement, string?> rule) => _rules.Add(rule);

    /// <summary>Records that another node checks the same value, not a part of it.</summary>
    public JsonSchemaNode Includes(JsonSchemaNode other)
    {
        _ofSameValue.Add(other);
        return other;
    }

    public bool Accepts(JsonElement value) => Refusal(value) is null;

    public string? Refusal(JsonElement value)
    {
        foreach (var rule in _rules)
            if (rule(value) is { } refusal)
                return refusal;
        return null;
    }

    /// <summary>Whether it refers to itself, or to a node that does, for the same value.</summary>
    public bool RefersToItself()
    {
        var done = new HashSet<JsonSchemaNode>();
        return Leads(this, [], done);
    }

    /// <summary>The nodes that check parts of the value, for <see cref="RefersToItself"/>.</summary>
    public List<JsonSchemaNode> OfParts { get; } = [];

    private static bool Leads(JsonSchemaNode node, HashSet<JsonSchemaNode> above, HashSet<JsonSchemaNode> done)
    {
        if (!above.Add(node))
            return true;
        if (done.Add(node) && (node._ofSameValue.Exists(next => Leads(next, above, done)) || node.OfParts.Exists(part => !above.Contains(part) && Leads(part, [], done))))
            return true;
        above.Remove(node);
        return false;
    }
}
