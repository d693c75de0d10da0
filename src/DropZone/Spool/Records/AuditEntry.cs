using System.Text.Json.Serialization;
using DropZone.Errors;

namespace DropZone.Spool.Records;

/// <summary>A line of <c>audit.jsonl</c> in a job's folder: an action of an operator on the job. Later versions add members, never change these.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Action">What.</param>
/// <param name="By">Who, by login name.</param>
/// <param name="Reason">Why, as the operator wrote it; null if no reason was given.</param>
/// <param name="Codes">Its error codes at that time, as names of <see cref="ErrorCode"/>, the most frequent first.</param>
/// <param name="File">Its content before it was removed or replaced; null if it was not.</param>
public sealed record AuditEntry(DateTimeOffset Time, AuditAction Action, string By, string? Reason, IReadOnlyList<string> Codes, AuditedFile? File);

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

/// <summary>A file that was removed or replaced.</summary>
/// <param name="Name">As shown to people.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its bytes, lower-case hex; null if it was never read.</param>
public sealed record AuditedFile(string Name, long Size, string? Sha256);

/// <summary>The JSON of <c>audit.jsonl</c>, a line each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class AuditJson : JsonSerializerContext;
