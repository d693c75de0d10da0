using System.Text.Json.Serialization;

namespace DropZone.Notifications.Messages;

/// <summary>Serializes queued notifications by source generation, because NativeAOT has no reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Notification))]
public sealed partial class NotificationsJson : JsonSerializerContext;
