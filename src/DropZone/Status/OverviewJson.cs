using System.Text.Json.Serialization;

namespace DropZone.Status;

/// <summary>The JSON of <see cref="ZoneOverview"/>, of the socket and of <c>dropzone status</c>, and of <see cref="PastDelivery"/>, of <c>dropzone history</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ZoneOverview))]
[JsonSerializable(typeof(PastDelivery))]
public sealed partial class OverviewJson : JsonSerializerContext;
