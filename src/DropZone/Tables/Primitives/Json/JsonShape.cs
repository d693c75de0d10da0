using System.Text.Json;

namespace DropZone.Tables.Primitives.Json;

/// <summary>The required shape of the JSON in the cells of a field.</summary>
internal abstract class JsonShape
{
    /// <summary>The expected value, for messages: <c>a JSON object such as {"a": 1}</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>The token with which matching JSON starts, if all that starts with it matches; else null.</summary>
    public virtual JsonTokenType? Start => null;

    public abstract bool Fits(JsonElement root);

    /// <summary>Returns the number of items or members of a matching value.</summary>
    public static int Length(JsonElement root) => root.ValueKind == JsonValueKind.Array ? root.GetArrayLength() : root.GetPropertyCount();

    /// <summary>Whether it is an array whose items all match.</summary>
    protected static bool IsArray(JsonElement value, Func<JsonElement, bool> item) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item);

    /// <summary>Whether it is an array of at least two numbers.</summary>
    protected static bool IsPosition(JsonElement value) =>
        IsArray(value, number => number.ValueKind == JsonValueKind.Number) && value.GetArrayLength() >= 2;

    /// <summary>Whether it is an object; its <c>type</c>, if that is a text.</summary>
    protected static bool IsTyped(JsonElement value, out string type)
    {
        type = "";
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("type"u8, out var named) || named.ValueKind != JsonValueKind.String)
            return false;
        type = named.GetString()!;
        return true;
    }

    /// <summary>Whether it has the member, and the member matches.</summary>
    protected static bool Has(JsonElement value, string member, Func<JsonElement, bool> passes) =>
        value.TryGetProperty(member, out var found) && passes(found);

    /// <summary>Whether it lacks the member, or the member matches.</summary>
    protected static bool MayHave(JsonElement value, string member, Func<JsonElement, bool> passes) =>
        !value.TryGetProperty(member, out var found) || passes(found);

    /// <summary>Whether its bounding box, if it has one, has at least two corners of two numbers.</summary>
    protected static bool HasGoodBox(JsonElement value) =>
        MayHave(value, "bbox", box => IsPosition(box) && box.GetArrayLength() >= 4 && box.GetArrayLength() % 2 == 0);
}
