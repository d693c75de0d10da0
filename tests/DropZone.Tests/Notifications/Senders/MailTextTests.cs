using DropZone.Feeds.Notifiers;
using DropZone.Notifications.Messages;
using DropZone.Notifications.Senders;
using MimeKit;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Notifications.Senders;

/// <summary>A file name in a mail cannot forge its header.</summary>
public sealed class MailTextTests
{
    [Theory]
    [InlineData("=?utf-8?q?a=0D=0ABcc:_everybody?=.csv")]
    [InlineData("=?utf-8?B?DQpCY2M6IGFsbA==?=")]
    [InlineData("a =?utf-8?q?=0A?= =?utf-8?q?=0A?= b.csv")]
    public void A_file_named_like_an_encoded_word_is_shown_as_it_is(string file)
    {
        var notification = new Notification { Id = "1", Occasion = Occasion.Failed, Time = DateTimeOffset.UnixEpoch, Summary = "", Feed = "orders", File = file };
        var subject = MailText.SubjectOf(new Message([notification]));
        using var sent = new MemoryStream();
        using (var mail = new MimeMessage { Subject = subject, Body = new TextPart("plain") })
            mail.WriteTo(sent, TestContext.Current.CancellationToken);
        sent.Position = 0;
        using var received = MimeMessage.Load(sent, TestContext.Current.CancellationToken);
        received.Subject.ShouldBe($"[DropZone] orders: {file.Replace("=?", "=\\x3f", StringComparison.Ordinal)} failed");
    }
}
