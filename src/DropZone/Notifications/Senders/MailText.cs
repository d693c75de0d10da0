using System.Globalization;
using DropZone.Errors;
using DropZone.Notifications.Messages;
using DropZone.Reports.Model;
using DropZone.Reports.Text;

namespace DropZone.Notifications.Senders;

/// <summary>The text of a mail, at most 80 columns wide. The report is attached separately.</summary>
internal static class MailText
{
    private const int MaxListed = 50;

    /// <summary>Returns the subject. A file name in it cannot form an encoded word, which a reader decodes, even to line breaks (RFC 2047).</summary>
    public static string SubjectOf(Message message) => VisibleText.Escape($"[DropZone] {message.Subject}").Replace("=?", "=\\x3f", StringComparison.Ordinal);

    /// <summary>Returns the text.</summary>
    /// <param name="message">The message.</param>
    /// <param name="host">The name of the machine.</param>
    /// <param name="zone">The folder of the zone.</param>
    public static string Of(Message message, string host, string zone)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        if (message.IsDigest)
            WriteDigest(writer, message);
        else
            WriteOne(writer, message.First);
        writer.WriteLine();
        Paragraph.Write(writer, "", $"DropZone on {host}, zone {zone}");
        return writer.ToString();
    }

    private static void WriteOne(StringWriter writer, Notification notification)
    {
        Paragraph.Write(writer, "", VisibleText.Escape(notification.Summary));
        writer.WriteLine();
        if (notification.Bundles.Count > 0)
        {
            WriteUnresolved(writer, notification);
            return;
        }

        if (notification.Feed is { } feed)
            Paragraph.Write(writer, "  Feed   ", feed);
        if (notification.Job is { } job)
            Paragraph.Write(writer, "  Job    ", job);
        if (notification.Place is { } place)
            Paragraph.Write(writer, "  Where  ", VisibleText.Escape(place));
        if (notification.Report is not null)
        {
            writer.WriteLine();
            writer.WriteLine("The attached report lists the errors and the next steps.");
        }
    }

    private static void WriteUnresolved(StringWriter writer, Notification notification)
    {
        foreach (var job in notification.Bundles.Take(MaxListed))
        {
            var when = job.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
            var why = job.Code is { } code ? $"{ReportSummary.Number(job.Count)} {code.Name()}" : "no report";
            Paragraph.Write(writer, $"  {job.Handle}  {when}  ", $"{job.Feed}: {VisibleText.Escape(job.File)}, {why}");
        }

        if (notification.Bundles.Count > MaxListed)
            writer.WriteLine($"  … and {ReportSummary.Number(notification.Bundles.Count - MaxListed)} more");
        writer.WriteLine();
        foreach (var step in notification.Advice)
            Paragraph.Write(writer, "", step);
    }

    private static void WriteDigest(StringWriter writer, Message message)
    {
        Paragraph.Write(writer, "", $"{message.Subject}. They are combined because of their number.");
        foreach (var feed in message.Notifications.GroupBy(notification => notification.Feed))
        {
            writer.WriteLine();
            foreach (var kind in feed.GroupBy(notification => (notification.Outcome, notification.Code)).OrderByDescending(kind => kind.Count()))
                Paragraph.Write(writer, "", $"{feed.Key ?? "the zone"}: {ReportSummary.Number(kind.Count())} {kind.Key.Outcome}{(kind.Key.Code is { } code ? $", {code.Name()}" : "")}");
        }

        writer.WriteLine();
        foreach (var notification in message.Notifications.Take(MaxListed))
            Paragraph.Write(writer, "  ", VisibleText.Escape(notification.Summary));
        if (message.Notifications.Count > MaxListed)
            writer.WriteLine($"  … and {ReportSummary.Number(message.Notifications.Count - MaxListed)} more. The quarantined jobs are in failed/.");
    }
}
