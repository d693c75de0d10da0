using System.Net.Sockets;
using DropZone.Feeds.Notifiers;
using DropZone.Notifications.Messages;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace DropZone.Notifications.Senders;

/// <summary>Sends a message by mail (RFC 5321), with one connection for each.</summary>
/// <param name="notifier">The server and the recipients.</param>
/// <param name="host">The name of the machine, for display.</param>
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
            // a company's own certificate authority usually has no reachable revocation list
            using var client = new SmtpClient { Timeout = (int)notifier.Timeout.TotalMilliseconds, CheckCertificateRevocation = false };
            await client.ConnectAsync(notifier.Server, notifier.Port, Security(), stopping).ConfigureAwait(false);
            if (password is not null)
                await client.AuthenticateAsync(notifier.User!, password, stopping).ConfigureAwait(false);
            await client.SendAsync(mail, stopping).ConfigureAwait(false);
            await client.DisconnectAsync(quit: true, stopping).ConfigureAwait(false);
            return new SendResult.Sent();
        }
        catch (SmtpCommandException failure) when (failure.ErrorCode == SmtpErrorCode.MessageNotAccepted && (int)failure.StatusCode >= 500)
        {
            return new SendResult.Refused(failure.Message);
        }
        catch (SslHandshakeException failure)
        {
            return new SendResult.Down($"the server certificate is not trusted: {failure.InnerException?.Message ?? "see ca-certificates"}");
        }
        catch (Exception failure) when (failure is CommandException or ProtocolException or AuthenticationException or IOException or SocketException or NotSupportedException
            || (failure is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return new SendResult.Down(failure.Message);
        }
    }

    public void Dispose()
    {
        // no connection is kept open
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
            Subject = MailText.SubjectOf(message),
            Date = message.Time,
            MessageId = $"{message.Id}@{MimeUtils.GenerateMessageId(host).Split('@')[^1]}",
        };
        mail.From.Add(MailboxAddress.Parse(notifier.From));
        mail.To.AddRange(notifier.To.Select(MailboxAddress.Parse));
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: prevents automatic replies
        var body = new BodyBuilder { TextBody = MailText.Of(message, host, zone) };
        if (!message.IsDigest && message.First.Report is { } report)
            body.Attachments.Add("report.txt", System.Text.Encoding.UTF8.GetBytes(report), new ContentType("text", "plain") { Charset = "utf-8" });
        mail.Body = body.ToMessageBody();
        return mail;
    }
}
