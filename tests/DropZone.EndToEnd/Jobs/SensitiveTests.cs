using System.Text;
using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Jobs;

/// <summary>Values of sensitive fields appear in no report, notification or log of the built program, even with include-values.</summary>
public sealed class SensitiveTests : IDisposable
{
    private const string Secret = "Marianne";
    private readonly HttpReceiver _receiver = new();
    private readonly MailServer _mail = new();

    [Fact]
    public void Sensitive_values_are_only_in_the_delivery_and_its_rejects_and_in_no_report_reply_message_or_log()
    {
        using var zone = new TestZone($$"""
            feed: orders
            match: ["orders-*.csv"]
            settle: 0s
            bad-rows: split
            schema:
              fields:
                - { name: id, type: integer }
                - { name: name, sensitive: true, constraints: { maxLength: 3, pattern: "[a-z]+" } }
            reply: outgoing/replies
            notify:
              - webhook: { url: "{{_receiver.Url}}", include-values: on }
              - {{_mail.Notifier(", include-values: on")}}

            """);
        using var service = DropZoneProcess.RunService(zone, environment: _mail.Environment());
        zone.Drop("orders-1.csv", $"id,name\nvisible,a\n2,{Secret}\n3,{Secret}s\n4,b\n");
        zone.Drop("orders-2.csv", $"id,nam\n1,{Secret}\n");
        zone.Drop("orders-3.csv", $"id,name\n1,a,{Secret}\n");
        Until.True(() => _receiver.Events.Count == 3 && _mail.Mails().Count == 3, () => service.Output);
        Until.True(() => Directory.GetFiles($"{zone.Root}/outgoing/replies").Length == 6, () => service.Output);

        var messages = _mail.Mails().Select(mail => mail.ToString()).Concat(_receiver.Requests.Select(request => Encoding.UTF8.GetString(request.Body))).ToList();
        messages.ShouldContain(text => text.Contains("visible", StringComparison.Ordinal));
        messages.ShouldAllBe(text => !text.Contains(Secret, StringComparison.Ordinal));
        service.Output.ShouldNotContain(Secret, Case.Sensitive);
        zone.Failed("show", Path.GetFileName(zone.Jobs("failed")[0])).Output.ShouldNotContain(Secret, Case.Sensitive);
        var holders = Directory.EnumerateFiles(zone.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(path => !path.StartsWith($"{zone.Root}/run/", StringComparison.Ordinal)) // a socket cannot be read
            .Where(path => File.ReadAllText(path, Encoding.Latin1).Contains(Secret, StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        // the originals, and the rejects to be corrected
        holders.ShouldBe(["orders-1.csv", "orders-2.csv", "orders-3.csv", "rejects.csv"]);
    }

    public void Dispose()
    {
        _receiver.Dispose();
        _mail.Dispose();
    }
}
