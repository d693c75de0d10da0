using System.Text.Json.Serialization;

namespace DropZone.Status;

/// <summary>Serializes <see cref="ZoneStatus"/> for the socket and <c>dropzone status</c>, and <see cref="PastDelivery"/> for <c>dropzone history</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ZoneStatus))]
[JsonSerializable(typeof(PastDelivery))]
public sealed partial class StatusJson : JsonSerializerContext;
