using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Notifications;

/// <summary>Notifications posted to a web server, by the built program.</summary>
public sealed class WebhookTests : IDisposable
{
    private const string Bad = "id,country\nMarianne,de\n";
    private const string Good = "id,country\n1,de\n";
    private const string Secret = "s3cret-of-the-hook";
    private readonly HttpReceiver _receiver = new();

    [Fact]
    public void A_failure_is_a_cloud_event_without_values_that_is_signed()
    {
        using var zone = new TestZone(Feed(", secret: \"${DROPZONE_TEST_SECRET}\""));
        using var service = DropZoneProcess.RunService(zone, environment: new Dictionary<string, string> { ["DROPZONE_TEST_SECRET"] = Secret });
        var job = zone.Fail(service, Bad);
        Until.True(() => _receiver.Requests.Count == 1, () => service.Output);
        var request = _receiver.Requests[0];
        request.Path.ShouldBe("/hook");
        request.Headers["Content-Type"].ShouldBe("application/cloudevents+json; charset=utf-8");
        var signed = Encoding.UTF8.GetBytes($"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(request.Body)}");
        request.Headers["webhook-signature"].ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed)));

        var sent = _receiver.Events[0];
        Text(sent, "specversion").ShouldBe("1.0");
        Text(sent, "id").ShouldBe(request.Headers["webhook-id"]);
        Text(sent, "type").ShouldBe("dropzone.job.failed");
        Text(sent, "subject").ShouldBe("orders/orders-1.csv");
        Text(sent, "source").ShouldEndWith(zone.Root);
        var data = sent.GetProperty("data");
        Text(data, "job").ShouldBe(job);
        Text(data, "code").ShouldBe("type-error");
        Text(data, "place").ShouldBe(zone.Jobs("failed")[0]);
        data.GetProperty("errors")[0].GetProperty("row").GetInt32().ShouldBe(2);
        Encoding.UTF8.GetString(request.Body).ShouldNotContain("Marianne");
        service.ShouldLog($"Notifier orders.webhook: sent to {_receiver.Url.TrimEnd('/')}: orders: orders-1.csv failed (type-error)");
        Until.True(() => Waiting(zone).Length == 0, () => service.Output);
        zone.Texts().ShouldAllBe(text => !text.Contains(Secret, StringComparison.Ordinal));
        service.Output.ShouldNotContain(Secret);
    }

    [Fact]
    public void Values_are_sent_with_include_values()
    {
        using var zone = new TestZone(Feed(", include-values: on"));
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        Until.True(() => _receiver.Events.Count == 1, () => service.Output);
        Text(_receiver.Events[0].GetProperty("data").GetProperty("errors")[0], "value").ShouldBe("Marianne");
    }

    [Fact]
    public void Notifiers_receive_only_their_configured_occasions()
    {
        using var zone = new TestZone(Feed(", on: [archived, skipped, split]", TestZone.SplitFeed));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Good);
        Until.True(() => _receiver.Events.Count == 1, () => service.Output);
        zone.Drop("orders-1.csv", Good);
        Until.True(() => _receiver.Events.Count == 2, () => service.Output);
        zone.Drop("orders-2.csv", "id,country\n");
        zone.Drop("orders-3.csv", Bad);
        zone.Drop("orders-4.csv", TestZone.MixedRows);
        Until.True(() => _receiver.Events.Count == 4, () => service.Output);
        Until.True(() => zone.Ended() == 6, () => service.Output);
        _receiver.Events.Select(sent => Text(sent, "type")).ShouldBe(
            ["dropzone.job.archived", "dropzone.job.skipped", "dropzone.job.archived", "dropzone.job.split"], ignoreOrder: true);
        var split = _receiver.Events.Single(sent => Text(sent, "type") == "dropzone.job.split").GetProperty("data");
        split.GetProperty("rows").GetProperty("rejected").GetInt32().ShouldBe(1);
        Text(split, "place").ShouldBe(zone.Jobs("failed").Single(path => path.EndsWith("orders-4.csv", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_is_lost_during_an_outage_or_a_kill_and_no_job_waits_for_a_notifier()
    {
        using var zone = new TestZone(Feed());
        _receiver.Status = 503;
        using (var service = DropZoneProcess.RunService(zone))
        {
            zone.Fail(service, Bad);
            service.ShouldLog("the server answered 503 ServiceUnavailable. Notifications are queued in state/notify/orders.webhook");
            Until.True(() => _receiver.Requests.Count > 1, () => service.Output);
            zone.Drop("orders-2.csv", Good);
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            service.Output.Split("cannot notify").Length.ShouldBe(2);
            service.Kill();
        }

        Waiting(zone).Length.ShouldBe(1);
        _receiver.Status = 200;
        using var again = DropZoneProcess.RunService(zone);
        Until.True(() => _receiver.Events.Count == 1, () => again.Output);
        _receiver.Requests.Select(request => Text(JsonDocument.Parse(request.Body).RootElement, "id")).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Queued_notifications_are_sent_after_an_outage()
    {
        using var zone = new TestZone(Feed());
        _receiver.Status = 404;
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        service.ShouldLog("the server answered 404");
        _receiver.Status = 200;
        service.ShouldLog("is reachable again; sending queued notifications");
        _receiver.Events.Count.ShouldBe(1);
    }

    [Fact]
    public void A_rejected_message_does_not_delay_the_others()
    {
        using var zone = new TestZone(Feed());
        _receiver.Status = 422;
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        service.ShouldLog("rejected a message, which is discarded: the server answered 422 UnprocessableEntity. Message: orders: orders-1.csv failed (type-error)");
        Until.True(() => Waiting(zone).Length == 0, () => service.Output);
        _receiver.Status = 200;
        zone.Drop("orders-2.csv", Bad + "1,de\n");
        Until.True(() => _receiver.Events.Count == 1, () => service.Output);
    }

    [Fact]
    public void Of_hundreds_of_failures_the_first_are_sent_individually_and_the_rest_as_one_digest()
    {
        const int Files = 300;
        using var zone = new TestZone(Feed(", digest: 3s"));
        using var service = DropZoneProcess.RunService(zone);
        for (var i = 0; i < Files; i++)
            zone.Drop($"orders-{i}.csv", Bad + i + ",de\n");
        Until.True(() => zone.Jobs("failed").Count == Files && Waiting(zone).Length == 0, () => service.Output);
        var events = _receiver.Events;
        events.Count.ShouldBeInRange(11, 30);
        var digests = events.Where(sent => Text(sent, "type") == "dropzone.digest").ToList();
        digests.Count.ShouldBeGreaterThan(0);
        (events.Count - digests.Count + digests.Sum(sent => sent.GetProperty("data").GetProperty("count").GetInt32())).ShouldBe(Files);
        digests[0].GetProperty("data").GetProperty("outcomes").GetProperty("failed").GetInt32().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_deferred_job_is_reported_once_and_not_after_it_is_archived()
    {
        using var zone = new TestZone($$"""
            {{TestZone.OrdersFeed}}
            load:
              - command: [sh, -c, 'test -e ${PWD%/working/*}/open || exit 75']
            notify:
              - webhook: { url: "{{_receiver.Url}}hook", on: [deferred, archived] }

            """);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Good);
        Until.True(() => _receiver.Events.Count == 1, () => service.Output);
        Text(_receiver.Events[0].GetProperty("data"), "summary").ShouldBe("orders-1.csv is deferred: target command is down. It is retried automatically.");
        File.WriteAllText($"{zone.Root}/open", "");
        Until.True(() => _receiver.Events.Count == 2, () => service.Output);
        _receiver.Events.Select(sent => Text(sent, "type")).ShouldBe(["dropzone.job.deferred", "dropzone.job.archived"]);
    }

    [Fact]
    public void Feeds_without_notifiers_and_files_without_feed_use_the_notifiers_of_the_zone()
    {
        using var zone = new TestZone(TestZone.OrdersFeed);
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", $"default-feed: off\nnotify:\n  - webhook: {{ url: \"{_receiver.Url}zone\", name: operations }}\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        zone.Drop("unknown.csv", Good, feed: ".");
        Until.True(() => _receiver.Events.Count == 2, () => service.Output);
        _receiver.Events.Select(sent => Text(sent.GetProperty("data"), "code")).ShouldBe(["type-error", "no-feed"], ignoreOrder: true);
        service.ShouldLog("Notifier operations: sent to", times: 2);
    }

    [Theory]
    [InlineData("make-failed-feed")]
    [InlineData("fail")]
    [InlineData("sync-failed-feed")]
    public void A_crash_before_or_after_the_rename_reports_the_failure_exactly_once(string step)
    {
        using var zone = new TestZone(Feed());
        using (var service = DropZoneProcess.RunService(zone, fault: $"exit {step}"))
        {
            zone.Drop("orders-1.csv", Bad);
            service.WaitForExit();
        }

        _receiver.Events.ShouldBeEmpty();
        using var again = DropZoneProcess.RunService(zone);
        Until.True(() => _receiver.Events.Count >= 1 && zone.Jobs("failed").Count == 1 && Waiting(zone).Length == 0, () => again.Output);
        _receiver.Events.Count.ShouldBe(1);
    }

    [Fact]
    public void A_notifier_that_is_no_longer_configured_is_logged()
    {
        using var zone = new TestZone(Feed());
        _receiver.Status = 503;
        using (var service = DropZoneProcess.RunService(zone))
        {
            zone.Fail(service, Bad);
            service.Stop().ShouldBe(0);
        }

        File.WriteAllText($"{zone.Etc}/feeds.d/00.yaml", TestZone.OrdersFeed);
        using var again = DropZoneProcess.RunService(zone);
        again.ShouldLog("1 notifications are queued for notifier orders.webhook, which is no longer configured");
    }

    public void Dispose() => _receiver.Dispose();

    private static string[] Waiting(TestZone zone) =>
        Directory.Exists($"{zone.Root}/state/notify/orders.webhook") ? Directory.GetFiles($"{zone.Root}/state/notify/orders.webhook") : [];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private string Feed(string more = "", string feed = TestZone.OrdersFeed) =>
        $"{feed}\nnotify:\n  - webhook: {{ url: \"{_receiver.Url}hook\"{more} }}\n";
}
