using System.Text.Json.Serialization;

namespace DropZone.Status;

/// <summary>The outcome of a delivery.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryOutcome>))]
public enum DeliveryOutcome
{
    /// <summary>Delivered completely.</summary>
    [JsonStringEnumMemberName("archived")]
    Archived,

    /// <summary>Only its good rows were delivered.</summary>
    [JsonStringEnumMemberName("split")]
    Split,

    /// <summary>Its content was already delivered before; nothing was delivered.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,

    /// <summary>It is in the quarantine.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>An operator discarded it.</summary>
    [JsonStringEnumMemberName("discarded")]
    Discarded,
}
