using System.Collections.Frozen;

namespace DropZone.Logging;

/// <summary>The searchable journal fields, by property of the event. Their names are stable.</summary>
public static class JournalFields
{
    public static FrozenDictionary<string, string> OfProperty { get; } = new Dictionary<string, string>
    {
        ["Feed"] = "DROPZONE_FEED",
        ["Job"] = "DROPZONE_JOB",
        ["File"] = "DROPZONE_FILE",
        ["Outcome"] = "DROPZONE_OUTCOME",
        ["Code"] = "DROPZONE_CODE",
        ["Target"] = "DROPZONE_TARGET",
    }.ToFrozenDictionary();

    /// <summary>The event's name in the list of events.</summary>
    public const string Event = "DROPZONE_EVENT";

    /// <summary>The number of earlier messages that the journal did not accept; absent: none.</summary>
    public const string Dropped = "DROPZONE_DROPPED";

    /// <summary>The exception with its trace.</summary>
    public const string Exception = "EXCEPTION";
}
