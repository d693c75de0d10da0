using System.Text.Json.Serialization;

namespace DropZone.Spool.Records;

/// <summary>What somebody did to a job by hand.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditAction>))]
public enum AuditAction
{
    /// <summary>Asked for it once more.</summary>
    [JsonStringEnumMemberName("retry")]
    Retry,

    /// <summary>Gave up what failed, or what a split rejected.</summary>
    [JsonStringEnumMemberName("discard")]
    Discard,

    /// <summary>Removed all that the zone had of its content.</summary>
    [JsonStringEnumMemberName("erase")]
    Erase,
}
