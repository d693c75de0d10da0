using System.Text.Json.Serialization;

namespace DropZone.Status;

/// <summary>A completed delivery. Later versions may add members, never change these.</summary>
/// <param name="Job">Its job's name.</param>
/// <param name="Feed">Its feed.</param>
/// <param name="File">Its file name, for display.</param>
/// <param name="Claimed">When it was claimed, UTC.</param>
/// <param name="Ended">When it was found good or bad, UTC; null: unknown.</param>
/// <param name="Outcome">Its outcome; null: its records are missing or damaged.</param>
/// <param name="RowsIn">Rows read.</param>
/// <param name="RowsOut">Rows delivered.</param>
/// <param name="Places">The places of the delivered rows; null: none were delivered.</param>
/// <param name="Code">Its most frequent error code; null: no errors.</param>
/// <param name="Folder">The job's folder.</param>
public sealed record PastDelivery(
    string Job, string Feed, string File, DateTimeOffset Claimed, DateTimeOffset? Ended, DeliveryOutcome? Outcome, long RowsIn, long RowsOut, string? Places,
    string? Code, string Folder);

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
