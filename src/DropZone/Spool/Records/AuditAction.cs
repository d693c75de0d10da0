using System.Text.Json.Serialization;

namespace DropZone.Spool.Records;

/// <summary>The action of an operator on a job.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditAction>))]
public enum AuditAction
{
    /// <summary>Retried it.</summary>
    [JsonStringEnumMemberName("retry")]
    Retry,

    /// <summary>Discarded a failed job, or the rejects of a split.</summary>
    [JsonStringEnumMemberName("discard")]
    Discard,

    /// <summary>Removed all of its content from the zone.</summary>
    [JsonStringEnumMemberName("erase")]
    Erase,
}
