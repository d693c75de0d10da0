using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Configuration;

/// <summary>The built program never writes secrets of targets and notifiers, whether they are reachable or not.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Mark = "s3cret";
    private readonly HttpReceiver _receiver = new();
    private readonly MailServer _mail = new();

    [Fact]
    public void No_secret_is_in_any_byte_of_the_zone_the_logs_the_journal_the_metrics_or_the_output_of_commands()
    {
        using var journal = new Journal();
        var closed = ServerProcess.FreePort();
        using var zone = new TestZone(
            Feed("postgres", $"postgres: {{ connection: \"Host=127.0.0.1;Port={closed};Username=u;Password=${{PG}}\", table: t }}"),
            Feed("literal", $"postgres: {{ connection: \"Host=127.0.0.1;Port={closed};Username=u;Password={Mark}-literal\", table: t }}"),
            Feed("refused", $"postgres: {{ connection: \"Nonsense=1;Password=${{PG}}\", table: t }}"),
            Feed("rabbit", $"rabbitmq: {{ url: \"amqp://127.0.0.1:{closed}\", user: u, password: credential:rabbit, routing-key: q }}"),
            Feed("bucket", $"s3: {{ bucket: acme, endpoint: \"http://127.0.0.1:{closed}\", path-style: on, access-key: id, secret-key: \"${{S3}}\" }}"),
            Feed("program", "command: [sh, -c, \"exit 1\"]"));
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", $$"""
            metrics: { file: {{zone.Root}}/dropzone.prom, interval: 1s }
            notify:
              - webhook: { url: "{{_receiver.Url}}${HOOK}", secret: "${SIGN}", on: [failed, deferred], name: good }
              - webhook: { url: "http://127.0.0.1:{{closed}}/{{Mark}}-in-url", secret: {{Mark}}-signs, on: [failed, deferred], name: bad }
              - {{_mail.Notifier(", on: [failed, deferred]")}}

            """);
        var credentials = Directory.CreateDirectory($"{zone.Etc}/credentials").FullName;
        File.WriteAllText($"{credentials}/rabbit", $"{Mark}-of-rabbit");
        var environment = new Dictionary<string, string>(_mail.Environment())
        {
            ["PG"] = $"{Mark}-of-postgres",
            ["S3"] = $"{Mark}-of-bucket",
            ["HOOK"] = $"{Mark}-of-hook",
            ["SIGN"] = $"{Mark}-that-signs",
            ["CREDENTIALS_DIRECTORY"] = credentials,
        };
        string[] feeds = ["postgres", "literal", "rabbit", "bucket"];
        using (var service = DropZoneProcess.StartServiceInJournal(zone, environment))
        {
            Until.True(() => Says(journal, "ready after"), () => Text(journal, service));
            foreach (var feed in feeds.Append("refused").Append("program"))
                zone.Drop($"{feed}.csv", "id,country\n1,de\n2,fr\n", feed);
            Until.True(() => feeds.All(feed => Says(journal, $"{feed}: target")), () => Text(journal, service));
            Until.True(() => zone.Jobs("failed", "program").Count == 1 && zone.Jobs("failed", "refused").Count == 1, () => Text(journal, service));
            Until.True(() => Says(journal, "good: sent to"), () => Text(journal, service));
            Until.True(() => _mail.Mails().Count > 0 && Says(journal, "otifier bad"), () => Text(journal, service));
            service.Stop().ShouldBe(0);
            service.Output.ShouldNotContain(Mark, Case.Sensitive);
        }

        _receiver.Requests.ShouldAllBe(request => request.Path == $"/{Mark}-of-hook", "the secret is in the URL of the request");
        journal.Entries.ShouldAllBe(entry => !entry.Contains(Mark, StringComparison.Ordinal));
        zone.Texts().ShouldAllBe(text => !text.Contains(Mark, StringComparison.Ordinal));
        _mail.Mails().ShouldAllBe(mail => !mail.ToString().Contains(Mark, StringComparison.Ordinal));
        foreach (var arguments in new string[][] { ["config", "check"], ["failed", "list"], ["failed", "show", Path.GetFileName(zone.Jobs("failed", "refused")[0])] })
            DropZoneProcess.Run([.. arguments, "--zone", zone.Root]).Output.ShouldNotContain(Mark, Case.Sensitive);
    }

    public void Dispose()
    {
        _receiver.Dispose();
        _mail.Dispose();
    }

    private static string Feed(string name, string target) => $"feed: {name}\nsettle: 0s\nload:\n  - {target}\n";

    private static bool Says(Journal journal, string text) => journal.Entries.Any(entry => entry.Contains(text, StringComparison.Ordinal));

    private static string Text(Journal journal, DropZoneProcess service) => string.Join("\n\n", journal.Entries.Append(service.Output));
}
