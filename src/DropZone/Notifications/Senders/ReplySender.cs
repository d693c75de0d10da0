using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DropZone.Feeds.Notifiers;
using DropZone.Notifications.Messages;
using DropZone.Reports.Json;
using DropZone.Spool.Durable;
using DropZone.Spool.Names;

namespace DropZone.Notifications.Senders;

/// <summary>
/// Answers the sender: <c>NAME.ok.json</c>, or the report as <c>NAME.report.txt</c> and <c>NAME.report.json</c>, the latter last.
/// Never over another file, whole or not at all, and once: told again after a crash, it finds its own answer there.
/// </summary>
/// <param name="notifier">Where.</param>
/// <param name="zone">What relative paths are relative to.</param>
/// <param name="steps">For the copies.</param>
internal sealed class ReplySender(ReplyNotifier notifier, Zone zone, DurableSteps steps) : ISender
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task<SendResult> SendAsync(Message message, CancellationToken stopping) => Task.FromResult(Send(message.First));

    public void Dispose()
    {
        // nothing is kept open
    }

    private SendResult Send(Notification notification)
    {
        if (notification is not { Job: { } name, File: { } file } || JobName.Parse(name) is not { } job)
            return new SendResult.Refused("it is about no file");
        var isInZone = !notifier.Path.StartsWith('/');
        var folder = isInZone ? $"{zone.Root}/{notifier.Path}" : notifier.Path;
        try
        {
            if (!isInZone && !Directory.Exists(folder))
                return new SendResult.Down($"there is no folder {folder} that the service may see: make it, or mount what it is on");
            foreach (var (ending, content) in Answers(notification))
                steps.Copy.PutReply(folder, DeliveryName.Fit(DeliveryName.ForTarget(file), ending), job, content);
            return new SendResult.Sent();
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return new SendResult.Down(failure.Message);
        }
    }

    private static IReadOnlyList<(string Ending, byte[] Content)> Answers(Notification notification) =>
        notification is { Report: { } text, ReportJson: { } json }
            ? [(".report.txt", Encoding.UTF8.GetBytes(text)), (".report.json", Encoding.UTF8.GetBytes(json))]
            : [(".ok.json", Ok(notification))];

    private static byte[] Ok(Notification notification)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteString("outcome", notification.Outcome);
            json.WriteString("file", notification.File);
            json.WriteString("sha256", notification.Sha256);
            json.WriteString("feed", notification.Feed);
            json.WriteString("job", notification.Job);
            json.WriteString("finished", notification.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("summary", notification.Summary);
            if (notification.Rows is { } rows)
                RowCountsJson.Write(json, rows);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
