using System.Text.Json.Serialization;

namespace DropZone.Status;

/// <summary>The JSON of <see cref="ZoneStatus"/>, of the socket and of <c>dropzone status</c>, and of <see cref="PastDelivery"/>, of <c>dropzone history</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ZoneStatus))]
[JsonSerializable(typeof(PastDelivery))]
public sealed partial class StatusJson : JsonSerializerContext;
