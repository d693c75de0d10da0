using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DropZone.Feeds.Notifiers;
using DropZone.Linux;
using DropZone.Notifications.Messages;
using DropZone.Reports.Json;
using DropZone.Spool.Durable;
using DropZone.Spool.Folders;
using DropZone.Spool.Names;

namespace DropZone.Notifications.Senders;

/// <summary>
/// Writes a reply for the sender of a file: <c>NAME.ok.json</c>, or the report as <c>NAME.report.txt</c> and then <c>NAME.report.json</c>.
/// Never overwrites another file, is written atomically, and once: after a crash it finds its own earlier reply.
/// </summary>
/// <param name="notifier">Names the folder.</param>
/// <param name="zone">The base of relative paths.</param>
/// <param name="steps">Writes the files.</param>
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
            return new SendResult.Refused("the notification concerns no file");
        try
        {
            using var folder = Open(out var obstacle);
            if (folder is null)
            {
                return new SendResult.Down(obstacle!.Error == SystemError.NotFound
                    ? $"folder {notifier.Path} does not exist or is not visible to the service. Create or mount it"
                    : obstacle.Text);
            }

            foreach (var (ending, content) in Replies(notification))
                steps.Copy.PutReply(folder, DeliveryName.Fit(DeliveryName.ForTarget(file), ending), job, content, notification.Limit);
            return new SendResult.Sent();
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return new SendResult.Down(SystemErrorText.Of(failure) is { } error ? $"{notifier.Path}: {error.Text()}" : failure.Message);
        }
    }

    /// <summary>Opens the folder, which a sender may own together with parts of its path. One in the zone is made if it is missing.</summary>
    private HeldFolder? Open(out FolderObstacle? obstacle)
    {
        if (notifier.Path.StartsWith('/'))
            return TrustedPath.TryOpen(notifier.Path, zone, out obstacle);
        using var root = HeldFolder.OpenLinked(zone.Root);
        return FolderBeneath.TryOpen(root, notifier.Path, isMade: true, out obstacle);
    }

    private static IReadOnlyList<(string Ending, byte[] Content)> Replies(Notification notification) =>
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
