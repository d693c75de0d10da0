using System.Globalization;

namespace DropZone.Logging;

/// <summary>The journal's MESSAGE_ID of an event, under which <c>systemd/dropzone.catalog</c> explains it.</summary>
public static class MessageId
{
    // A random UUID whose last four digits are the event's id in readable decimal.
    private const string Base = "a1f6d705e9234dde86200395095d";

    /// <summary>Returns 32 hex digits. <paramref name="eventId"/> has at most four digits.</summary>
    public static string Of(int eventId)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(eventId, 9999);
        ArgumentOutOfRangeException.ThrowIfNegative(eventId);
        return Base + eventId.ToString("0000", CultureInfo.InvariantCulture);
    }
}
