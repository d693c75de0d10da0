using System.Collections.Frozen;

namespace DropZone.Logging;

/// <summary>The fields by which the journal can be searched: property of the event to name of the field. A stable shape.</summary>
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

    /// <summary>How many messages before this one the journal had no room for; absent: none.</summary>
    public const string Dropped = "DROPZONE_DROPPED";

    /// <summary>The exception with its trace.</summary>
    public const string Exception = "EXCEPTION";
}
