using System.Text.Json;

namespace DropZone.Tables.Primitives.Json;

/// <summary>Any JSON array.</summary>
internal sealed class JsonArrayShape : JsonShape
{
    public override string Expected => "a JSON array such as [1, 2]";

    public override JsonTokenType? Start => JsonTokenType.StartArray;

    public override bool Fits(JsonElement root) => root.ValueKind == JsonValueKind.Array;
}
