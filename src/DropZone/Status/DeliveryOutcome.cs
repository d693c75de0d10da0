using System.Text.Json.Serialization;

namespace DropZone.Status;

/// <summary>What became of a delivery.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryOutcome>))]
public enum DeliveryOutcome
{
    /// <summary>Delivered, all of it.</summary>
    [JsonStringEnumMemberName("archived")]
    Archived,

    /// <summary>Its good rows were delivered.</summary>
    [JsonStringEnumMemberName("split")]
    Split,

    /// <summary>Its content came before; nothing was delivered.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,

    /// <summary>It lies in the quarantine.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Somebody gave it up.</summary>
    [JsonStringEnumMemberName("discarded")]
    Discarded,
}
