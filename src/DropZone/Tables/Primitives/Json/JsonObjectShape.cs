using System.Text.Json;

namespace DropZone.Tables.Primitives.Json;

/// <summary>Any JSON object.</summary>
internal sealed class JsonObjectShape : JsonShape
{
    public override string Expected => "a JSON object such as {\"key\": \"value\"}";

    public override JsonTokenType? Start => JsonTokenType.StartObject;

    public override bool Fits(JsonElement root) => root.ValueKind == JsonValueKind.Object;
}
