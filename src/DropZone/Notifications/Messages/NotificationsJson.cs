using System.Text.Json.Serialization;

namespace DropZone.Notifications.Messages;

/// <summary>The JSON of notifications that wait, by source generation: NativeAOT has no reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Notification))]
public sealed partial class NotificationsJson : JsonSerializerContext;
