using System.Text.Json;
using System.Text.RegularExpressions;
using DropZone.Tables.Primitives.RegularExpressions;

namespace DropZone.Tables.Primitives.JsonSchema;

/// <summary>Compiles the keywords of one schema that constrain a value and its parts.</summary>
internal sealed class JsonSchemaKeywords(JsonSchemaCompiler compiler, JsonElement schema, string path, JsonSchemaNode node)
{
    private static readonly string[] Types = ["null", "boolean", "object", "array", "number", "string", "integer"];

    /// <summary>Adds the rules of a keyword. Unknown keywords are ignored.</summary>
    public void Add(string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "type": Type(value); break;
            case "const": node.Require(keyword, found => JsonElement.DeepEquals(found, value)); break;
            case "enum" when value.ValueKind == JsonValueKind.Array:
                var allowed = value.EnumerateArray().ToList();
                node.Require(keyword, found => allowed.Exists(one => JsonElement.DeepEquals(one, found)));
                break;
            case "minimum" when !IsTrue("exclusiveMinimum"): Compare(keyword, value, order => order >= 0); break;
            case "minimum": Compare(keyword, value, order => order > 0); break;
            case "maximum" when !IsTrue("exclusiveMaximum"): Compare(keyword, value, order => order <= 0); break;
            case "maximum": Compare(keyword, value, order => order < 0); break;
            // in draft 4 this is a boolean next to the bound
            case "exclusiveMinimum" or "exclusiveMaximum" when value.ValueKind is JsonValueKind.True or JsonValueKind.False: break;
            case "exclusiveMinimum": Compare(keyword, value, order => order > 0); break;
            case "exclusiveMaximum": Compare(keyword, value, order => order < 0); break;
            case "multipleOf": MultipleOf(value); break;
            case "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties": Length(keyword, value); break;
            case "pattern":
                if (Pattern(value.ValueKind == JsonValueKind.String ? value.GetString()! : "(", keyword) is { } regex)
                    node.Require(keyword, found => found.ValueKind != JsonValueKind.String || regex.IsMatch(found.GetString()!));
                break;
            case "enum" or "required" or "dependentRequired" or "dependencies" or "properties" or "patternProperties" when !IsWellFormed(keyword, value):
                compiler.Complain($"{path}/{keyword}", keyword is "enum" or "required" ? "is not a list" : "is not an object");
                break;
            case "required": node.Require(keyword, found => HasAll(found, value)); break;
            case "dependentRequired" or "dependencies": Dependencies(keyword, value); break;
            case "uniqueItems" when value.ValueKind == JsonValueKind.True: node.Require(keyword, IsUnique); break;
            case "properties": Properties(value); break;
            case "patternProperties": PatternProperties(value); break;
            case "additionalProperties": AdditionalProperties(value); break;
            case "propertyNames": PropertyNames(value); break;
            case "prefixItems" when value.ValueKind == JsonValueKind.Array: Prefix(keyword, value); break;
            case "items" when value.ValueKind == JsonValueKind.Array: Prefix(keyword, value); break;
            case "items": Rest(keyword, value, "prefixItems"); break;
            case "additionalItems" when schema.TryGetProperty("items"u8, out var prefix) && prefix.ValueKind == JsonValueKind.Array:
                Rest(keyword, value, "items");
                break;
            case "contains": Contains(value); break;
            default: break;
        }
    }

    private static bool IsWellFormed(string keyword, JsonElement value) =>
        value.ValueKind == (keyword is "enum" or "required" ? JsonValueKind.Array : JsonValueKind.Object);

    private bool IsTrue(string keyword) => schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    private void Type(JsonElement value)
    {
        var names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(name => name.ToString()).ToList() : [value.ToString()];
        if (names.Find(name => !Types.Contains(name)) is { } unknown)
            compiler.Complain($"{path}/type", $"names the unknown type \"{unknown}\"");
        node.Require("type", found => names.Exists(name => name switch
        {
            "integer" => found.ValueKind == JsonValueKind.Number && IsWhole(found),
            "boolean" => found.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => found.ValueKind.ToString().Equals(name, StringComparison.OrdinalIgnoreCase),
        }));
    }

    private static bool IsWhole(JsonElement number) =>
        number.TryGetDecimal(out var exact) ? decimal.Truncate(exact) == exact : double.IsInteger(number.GetDouble());

    private void Compare(string keyword, JsonElement bound, Func<int, bool> accepts)
    {
        if (bound.ValueKind != JsonValueKind.Number)
            compiler.Complain($"{path}/{keyword}", "is not a number");
        else
            node.Require(keyword, found => found.ValueKind != JsonValueKind.Number || accepts(Order(found, bound)));
    }

    private static int Order(JsonElement left, JsonElement right) =>
        left.TryGetDecimal(out var exactLeft) && right.TryGetDecimal(out var exactRight)
            ? exactLeft.CompareTo(exactRight)
            : left.GetDouble().CompareTo(right.GetDouble());

    private void MultipleOf(JsonElement step)
    {
        if (step.ValueKind != JsonValueKind.Number || step.GetDouble() <= 0)
            compiler.Complain($"{path}/multipleOf", "is not a number above 0");
        else
            node.Require("multipleOf", found => found.ValueKind != JsonValueKind.Number || IsMultiple(found, step));
    }

    private static bool IsMultiple(JsonElement number, JsonElement step) =>
        number.TryGetDecimal(out var exact) && step.TryGetDecimal(out var exactStep) && exactStep != 0
            ? exact % exactStep == 0
            : double.IsInteger(number.GetDouble() / step.GetDouble());

    private void Length(string keyword, JsonElement bound)
    {
        if (bound.ValueKind != JsonValueKind.Number || bound.GetDouble() < 0 || !IsWhole(bound))
        {
            compiler.Complain($"{path}/{keyword}", "is not a whole number, 0 or more");
            return;
        }

        var most = (int)Math.Min(bound.GetDouble(), int.MaxValue);
        Func<JsonElement, int>? measure = keyword[3..] switch
        {
            "Length" => value => value.ValueKind == JsonValueKind.String ? value.GetString()!.EnumerateRunes().Count() : -1,
            "Items" => value => value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : -1,
            _ => value => value.ValueKind == JsonValueKind.Object ? value.GetPropertyCount() : -1,
        };
        node.Require(keyword, value => measure(value) is var length && (length < 0 || (keyword[1] == 'i' ? length >= most : length <= most)));
    }

    private static bool HasAll(JsonElement value, JsonElement names) =>
        value.ValueKind != JsonValueKind.Object || names.EnumerateArray().All(name => value.TryGetProperty(name.ToString(), out _));

    private void Dependencies(string keyword, JsonElement value)
    {
        foreach (var member in value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array))
            node.Require(keyword, found => found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(member.Name, out _) || HasAll(found, member.Value));
    }

    private static bool IsUnique(JsonElement value) =>
        value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Select(CanonicalJson.Digest).Distinct().Count() == value.GetArrayLength();

    private void Properties(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            var part = Part(member.Value, $"{path}/properties/{member.Name}");
            node.Require(found => found.ValueKind == JsonValueKind.Object && found.TryGetProperty(member.Name, out var inner) ? part.Refusal(inner) : null);
        }
    }

    private void PatternProperties(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (Pattern(member.Name, "patternProperties") is not { } regex)
                continue;
            var part = Part(member.Value, $"{path}/patternProperties/{member.Name}");
            node.Require(found => FirstRefusal(found, part, inner => regex.IsMatch(inner.Name)));
        }
    }

    private void AdditionalProperties(JsonElement value)
    {
        var part = Part(value, $"{path}/additionalProperties");
        var named = schema.TryGetProperty("properties"u8, out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.Ordinal) : [];
        var patterns = schema.TryGetProperty("patternProperties"u8, out var list) && list.ValueKind == JsonValueKind.Object
            ? list.EnumerateObject().Select(member => Pattern(member.Name, "patternProperties")).OfType<Regex>().ToList() : [];
        node.Require(found => FirstRefusal(found, part, inner => !named.Contains(inner.Name) && !patterns.Exists(regex => regex.IsMatch(inner.Name))));
    }

    private static string? FirstRefusal(JsonElement value, JsonSchemaNode part, Func<JsonProperty, bool> concerns) =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Where(concerns).Select(member => part.Refusal(member.Value)).FirstOrDefault(refusal => refusal is not null)
            : null;

    private void PropertyNames(JsonElement value)
    {
        var part = Part(value, $"{path}/propertyNames");
        node.Require("propertyNames", found => found.ValueKind != JsonValueKind.Object
            || found.EnumerateObject().All(member => part.Accepts(JsonElement.Parse($"\"{JsonEncodedText.Encode(member.Name)}\""))));
    }

    private void Prefix(string keyword, JsonElement list)
    {
        var parts = list.EnumerateArray().Select((item, i) => Part(item, $"{path}/{keyword}/{i}")).ToList();
        node.Require(found => found.ValueKind == JsonValueKind.Array
            ? found.EnumerateArray().Zip(parts, (item, part) => part.Refusal(item)).FirstOrDefault(refusal => refusal is not null)
            : null);
    }

    private void Rest(string keyword, JsonElement value, string prefixKeyword)
    {
        var part = Part(value, $"{path}/{keyword}");
        var before = schema.TryGetProperty(prefixKeyword, out var prefix) && prefix.ValueKind == JsonValueKind.Array ? prefix.GetArrayLength() : 0;
        node.Require(found => found.ValueKind == JsonValueKind.Array
            ? found.EnumerateArray().Skip(before).Select(part.Refusal).FirstOrDefault(refusal => refusal is not null)
            : null);
    }

    private void Contains(JsonElement value)
    {
        var part = Part(value, $"{path}/contains");
        var least = Number("minContains") ?? 1;
        var most = Number("maxContains") ?? int.MaxValue;
        node.Require("contains", found => found.ValueKind != JsonValueKind.Array || (found.EnumerateArray().Count(part.Accepts) is var count && count >= least && count <= most));
    }

    private int? Number(string keyword) => schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private JsonSchemaNode Part(JsonElement value, string place)
    {
        var part = compiler.Node(value, place);
        node.OfParts.Add(part);
        return part;
    }

    private Regex? Pattern(string pattern, string keyword)
    {
        var regex = LinearRegex.Compile(pattern, out _);
        if (regex is null)
            compiler.Complain($"{path}/{keyword}", "is not a regular expression that runs in linear time. Write it without look-around and back-references");
        return regex;
    }
}
