using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone digest</c>, sent by the service of the built program through real servers.</summary>
public sealed class DigestTests : IDisposable
{
    private readonly MailServer _server = new();

    [Fact]
    public void Quarantined_jobs_are_mailed_once_per_run_oldest_first_by_the_notifiers_of_their_feed()
    {
        using var receiver = new HttpReceiver();
        using var zone = new TestZone(
            TestZone.SplitFeed + $"notify: [webhook: {{ url: \"{receiver.Url}\", on: [unresolved] }}]\n",
            "feed: claims\nsettle: 0s\n");
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", $"notify:\n  - {_server.Notifier(", on: unresolved")}\n");
        using (var service = DropZoneProcess.RunService(zone, environment: _server.Environment()))
        {
            Digest(zone).ShouldBe((0, $"orders.webhook ({receiver.Url.TrimEnd('/')}): no failed jobs\nemail (operations@example.com): no failed jobs"));
            zone.Drop("first.csv", "a,b\n1,2,3\n", "claims");
            Until.True(() => zone.Jobs("failed", "claims").Count == 1, () => service.Output);
            zone.Drop("second.csv", "a,b\n\"1,2\n", "claims");
            Until.True(() => zone.Jobs("failed", "claims").Count == 2, () => service.Output);
            zone.Drop("orders-1.csv", TestZone.MixedRows);
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            service.Stop().ShouldBe(0);
        }

        var (exitCode, output) = Digest(zone);
        exitCode.ShouldBe(0);
        output.ShouldBe($"orders.webhook ({receiver.Url.TrimEnd('/')}): orders: 1 failed job unresolved\nemail (operations@example.com): 2 failed jobs unresolved\nThe service is not running. It sends them when it starts.");
        Digest(zone).Output.ShouldBe(output, "the newer takes the place of the one that waits");
        using var again = DropZoneProcess.RunService(zone, environment: _server.Environment());
        Until.True(() => _server.Mails().Count == 1 && receiver.Requests.Count == 1, () => again.Output);

        var mail = _server.Mails()[0];
        mail.Subject.ShouldBe("[DropZone] 2 failed jobs unresolved");
        mail.TextBody!.ShouldStartWith("2 jobs in the quarantine are unresolved, the oldest since");
        mail.TextBody!.ShouldMatch(@"(?s)first\.csv,.*1 extra-cell.*second\.csv, 1 [a-z-]+.*dropzone failed show JOB --zone");
        mail.TextBody!.Split('\n').ShouldAllBe(line => line.Length <= 80 || line.Contains(zone.Root, StringComparison.Ordinal));
        mail.Attachments.ShouldBeEmpty();

        receiver.Events[0].GetProperty("type").GetString().ShouldBe("dropzone.feed.unresolved");
        var data = receiver.Events[0].GetProperty("data");
        data.GetProperty("unresolved").GetInt32().ShouldBe(1);
        var first = data.GetProperty("bundles")[0];
        first.GetProperty("job").GetString().ShouldBe(Path.GetFileName(zone.Jobs("failed")[0]));
        first.GetProperty("code").GetString().ShouldBe("type-error");
        again.ShouldLog("sent to operations@example.com: 2 failed jobs unresolved");
    }

    [Fact]
    public void Without_a_notifier_of_unresolved_jobs_the_command_says_so()
    {
        using var zone = new TestZone(TestZone.OrdersFeed);
        DropZoneProcess.Run(["init", zone.Root]).ExitCode.ShouldBe(0);
        Digest(zone).Output.ShouldStartWith("No digest is sent: no notifier in ");
    }

    public void Dispose() => _server.Dispose();

    private static (int ExitCode, string Output) Digest(TestZone zone) => DropZoneProcess.Run(["digest", "--zone", zone.Root]);
}
