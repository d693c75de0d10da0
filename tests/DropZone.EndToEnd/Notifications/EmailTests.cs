using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using MimeKit;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Notifications;

/// <summary>Notifications mailed through a real server with STARTTLS and a password, by the built program.</summary>
public sealed class EmailTests : IDisposable
{
    private const string Bad = "id,country\nMarianne,de\n";
    private readonly MailServer _server = new();

    [Fact]
    public void A_failure_is_mailed_with_its_report_but_without_values_and_the_password_appears_nowhere()
    {
        using var zone = new TestZone(Feed());
        using var service = DropZoneProcess.RunService(zone, environment: _server.Environment());
        var job = zone.Fail(service, Bad);
        Until.True(() => _server.Mails().Count == 1, () => service.Output);
        var mail = _server.Mails()[0];
        mail.Subject.ShouldBe("[DropZone] orders: orders-1.csv failed (type-error)");
        mail.From.ToString().ShouldBe("\"DropZone\" <dropzone@example.com>");
        mail.Headers["X-Envelope-To"].ShouldBe("operations@example.com");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.TextBody!.ShouldContain("orders-1.csv was rejected");
        mail.TextBody!.ShouldContain(job);
        var report = (TextPart)mail.Attachments.ShouldHaveSingleItem();
        report.FileName.ShouldBe("report.txt");
        report.Text.ShouldContain("Line 2, id (column 1): type-error");
        mail.ToString().ShouldNotContain("Marianne");
        File.ReadAllText($"{zone.Jobs("failed")[0]}/report.txt").ShouldContain("Marianne");
        service.ShouldLog("Notifier orders.email: sent to operations@example.com: orders: orders-1.csv failed (type-error)");
        zone.Texts().ShouldAllBe(text => !text.Contains(MailServer.Password, StringComparison.Ordinal));
        service.Output.ShouldNotContain(MailServer.Password);
    }

    [Fact]
    public void An_unreachable_server_or_rejected_password_is_logged_once_and_the_mail_is_queued()
    {
        using var zone = new TestZone(Feed());
        using (var service = DropZoneProcess.RunService(zone, environment: _server.Environment("wrong")))
        {
            zone.Fail(service, Bad);
            service.ShouldLog("cannot notify operations@example.com: ");
            service.Stop().ShouldBe(0);
        }

        _server.Stop();
        using var again = DropZoneProcess.RunService(zone, environment: _server.Environment());
        again.ShouldLog("cannot notify operations@example.com: ");
        _server.Start();
        Until.True(() => _server.Mails().Count == 1, () => again.Output);
        again.ShouldLog("operations@example.com is reachable again");
    }

    [Fact]
    public void An_untrusted_certificate_is_logged()
    {
        using var zone = new TestZone(Feed());
        var environment = _server.Environment();
        environment["SSL_CERT_FILE"] = "/dev/null";
        using var service = DropZoneProcess.RunService(zone, environment: environment);
        zone.Fail(service, Bad);
        service.ShouldLog("cannot notify operations@example.com: the server certificate is not trusted: ");
        _server.Mails().ShouldBeEmpty();
    }

    [Fact]
    public void A_rejected_mail_is_discarded_and_a_greylisted_mail_is_retried()
    {
        using var zone = new TestZone(Feed());
        using var service = DropZoneProcess.RunService(zone, environment: _server.Environment());
        _server.Answer("554 looks like spam");
        zone.Fail(service, Bad);
        service.ShouldLog("rejected a message, which is discarded: looks like spam");
        _server.Answer("451 come back later");
        zone.Drop("orders-2.csv", Bad + "1,de\n");
        service.ShouldLog("cannot notify operations@example.com: come back later");
        _server.Answer(null);
        Until.True(() => _server.Mails().Count == 1, () => service.Output);
    }

    [Fact]
    public void A_digest_counts_by_feed_and_outcome()
    {
        using var zone = new TestZone(Feed(", digest: 2s"));
        using var service = DropZoneProcess.RunService(zone, environment: _server.Environment());
        for (var i = 0; i < 40; i++)
            zone.Drop($"orders-{i}.csv", Bad + i + ",de\n");
        Until.True(() => _server.Mails().Any(IsDigest), () => service.Output);
        var digest = _server.Mails().First(IsDigest);
        digest.Subject!.ShouldMatch(@"^\[DropZone\] \d+ notifications: \d+ failed$");
        digest.TextBody!.ShouldMatch(@"orders: \d+ failed, type-error");
    }

    public void Dispose() => _server.Dispose();

    private static bool IsDigest(MimeMessage mail) => mail.Subject?.Contains("notifications", StringComparison.Ordinal) == true;

    private string Feed(string more = "") => $"{TestZone.OrdersFeed}\nnotify:\n  - {_server.Notifier(more)}\n";
}
