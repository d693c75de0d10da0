using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DropZone.Errors;
using DropZone.Notifications.Messages;
using DropZone.Reports.Json;

namespace DropZone.Notifications.Senders;

/// <summary>
/// A message as a CloudEvent in JSON (https://github.com/cloudevents/spec, v1.0.2, structured mode). Receivers depend on its shape:
/// members are added, never changed or removed.
/// </summary>
internal static class CloudEventJson
{
    public const string ContentType = "application/cloudevents+json";

    private const string DigestType = "dropzone.digest";
    private const int MaxListed = 100;
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the event as UTF-8.</summary>
    /// <param name="message">The message.</param>
    /// <param name="source">The zone, as a URI.</param>
    public static byte[] Of(Message message, string source)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", message.Id);
            json.WriteString("source", source);
            json.WriteString("type", TypeOf(message));
            if (!message.IsDigest && message.First.Feed is { } feed)
                json.WriteString("subject", message.First.File is { } file ? $"{feed}/{file}" : feed);
            json.WriteString("time", Text(message.Time));
            json.WriteString("datacontenttype", "application/json");
            json.WriteStartObject("data");
            if (message.IsDigest)
                WriteDigest(json, message);
            else
                WriteData(json, message.First);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Returns the event type: <c>dropzone.job.failed</c>.</summary>
    public static string TypeOf(Message message) =>
        message.IsDigest ? DigestType : $"dropzone.{(message.First.Job is not null ? "job" : message.First.Feed is not null ? "feed" : "zone")}.{message.First.Outcome}";

    private static void WriteData(Utf8JsonWriter json, Notification notification)
    {
        json.WriteString("outcome", notification.Outcome);
        if (notification.Feed is not null)
            json.WriteString("feed", notification.Feed);
        if (notification.Job is not null)
            json.WriteString("job", notification.Job);
        if (notification.File is not null)
            json.WriteString("file", notification.File);
        if (notification.Sha256 is not null)
            json.WriteString("sha256", notification.Sha256);
        json.WriteString("summary", notification.Summary);
        if (notification.Code is { } code)
            json.WriteString("code", code.Name());
        TableErrorJson.WriteCounts(json, notification.Counts);
        if (notification.Rows is { } rows)
            RowCountsJson.Write(json, rows);
        if (notification.Place is not null)
            json.WriteString("place", notification.Place);
        TableErrorJson.WriteAll(json, notification.Errors);
        if (notification.Bundles.Count > 0)
            WriteUnresolved(json, notification.Bundles);
        json.WriteStartArray("advice");
        foreach (var step in notification.Advice)
            json.WriteStringValue(step);
        json.WriteEndArray();
    }

    private static void WriteUnresolved(Utf8JsonWriter json, IReadOnlyList<UnresolvedJob> jobs)
    {
        json.WriteNumber("unresolved", jobs.Count);
        json.WriteStartArray("bundles");
        foreach (var job in jobs.Take(MaxListed))
        {
            json.WriteStartObject();
            json.WriteString("feed", job.Feed);
            json.WriteString("job", job.Job);
            json.WriteString("file", job.File);
            json.WriteString("since", Text(job.Since));
            if (job.Code is { } code)
                json.WriteString("code", code.Name());
            json.WriteNumber("count", job.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the number of notifications by outcome, and the first of them without errors and advice.</summary>
    private static void WriteDigest(Utf8JsonWriter json, Message message)
    {
        json.WriteNumber("count", message.Notifications.Count);
        json.WriteStartObject("outcomes");
        foreach (var (outcome, count) in message.Outcomes)
            json.WriteNumber(outcome, count);
        json.WriteEndObject();
        json.WriteStartArray("notifications");
        foreach (var notification in message.Notifications.Take(MaxListed))
        {
            json.WriteStartObject();
            json.WriteString("id", notification.Id);
            json.WriteString("time", Text(notification.Time));
            WriteData(json, notification with { Errors = [], Advice = [], Bundles = [] });
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
