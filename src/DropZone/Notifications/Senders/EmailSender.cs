using System.Net.Sockets;
using DropZone.Feeds.Notifiers;
using DropZone.Notifications.Messages;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace DropZone.Notifications.Senders;

/// <summary>Tells by a mail (RFC 5321), one connection each.</summary>
/// <param name="notifier">Whom.</param>
/// <param name="host">The machine, as told to people.</param>
/// <param name="zone">The zone's folder.</param>
internal sealed class EmailSender(EmailNotifier notifier, string host, string zone) : ISender
{
    public async Task<SendResult> SendAsync(Message message, CancellationToken stopping)
    {
        var missing = "";
        var password = notifier.Password?.TryReveal(out missing);
        if (password is null && notifier.Password is not null)
            return new SendResult.Down(missing);
        try
        {
            using var mail = Mail(message);
            // an authority of a company's own has no revocation list that a server can reach
            using var client = new SmtpClient { Timeout = (int)notifier.Timeout.TotalMilliseconds, CheckCertificateRevocation = false };
            await client.ConnectAsync(notifier.Server, notifier.Port, Security(), stopping).ConfigureAwait(false);
            if (password is not null)
                await client.AuthenticateAsync(notifier.User!, password, stopping).ConfigureAwait(false);
            await client.SendAsync(mail, stopping).ConfigureAwait(false);
            await client.DisconnectAsync(quit: true, stopping).ConfigureAwait(false);
            return new SendResult.Sent();
        }
        catch (SmtpCommandException told) when (told.ErrorCode == SmtpErrorCode.MessageNotAccepted && (int)told.StatusCode >= 500)
        {
            return new SendResult.Refused(told.Message);
        }
        catch (SslHandshakeException failure)
        {
            return new SendResult.Down($"its certificate is not trusted: {failure.InnerException?.Message ?? "see ca-certificates"}");
        }
        catch (Exception failure) when (failure is CommandException or ProtocolException or AuthenticationException or IOException or SocketException or NotSupportedException
            || (failure is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return new SendResult.Down(failure.Message);
        }
    }

    public void Dispose()
    {
        // no connection is kept
    }

    private SecureSocketOptions Security() => notifier.Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private MimeMessage Mail(Message message)
    {
        var mail = new MimeMessage
        {
            Subject = VisibleText.Escape($"[DropZone] {message.Subject}"),
            Date = message.Time,
            MessageId = $"{message.Id}@{MimeUtils.GenerateMessageId(host).Split('@')[^1]}",
        };
        mail.From.Add(MailboxAddress.Parse(notifier.From));
        mail.To.AddRange(notifier.To.Select(MailboxAddress.Parse));
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no absence note answers it
        var body = new BodyBuilder { TextBody = MailText.Of(message, host, zone) };
        if (!message.IsDigest && message.First.Report is { } report)
            body.Attachments.Add("report.txt", System.Text.Encoding.UTF8.GetBytes(report), new ContentType("text", "plain") { Charset = "utf-8" });
        mail.Body = body.ToMessageBody();
        return mail;
    }
}
