using System.Globalization;
using System.Text;
using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Targets;

/// <summary>Output published to RabbitMQ, by the built program.</summary>
public sealed class RabbitTargetTests(RabbitServer server) : IClassFixture<RabbitServer>
{
    private const string Rows = "id;placed;amount;paid;note\n1;24.12.2026;1.234,50;ja;\"a \"\"b\"\" ä\"\n2;n/a;007;nein;n/a\n";

    private const string Schema = TestZone.TypedFeed + "load:\n";

    [Fact]
    public async Task A_file_is_one_message_that_names_its_job()
    {
        using var zone = new TestZone(Schema + $"  - {server.Target("routing-key: files")}\n");
        await server.MakeQueueAsync("files");
        using var service = DropZoneProcess.RunService(zone, environment: RabbitServer.Environment());
        zone.Drop("orders-1.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        var (properties, body) = (await server.TakeAsync("files")).ShouldHaveSingleItem();
        body.ShouldBe(Rows);
        properties.MessageId.ShouldBe(Path.GetFileName(zone.Jobs("archive")[0]));
        properties.ContentType.ShouldBe("text/csv");
        properties.DeliveryMode.ShouldBe(DeliveryModes.Persistent);
        Header(properties, "dropzone-feed").ShouldBe("orders");
        Header(properties, "dropzone-file").ShouldBe("orders-1.csv");
        service.ShouldLog("output orders-1.csv in queue files on 127.0.0.1");
    }

    [Fact]
    public async Task Rows_are_JSON_lines_with_their_values_and_each_message_has_an_id()
    {
        using var zone = new TestZone(Schema + $"  - {server.Target("routing-key: rows, rows: 1")}\n  - directory: {{ path: outgoing/orders }}\n");
        await server.MakeQueueAsync("rows");
        using var service = DropZoneProcess.RunService(zone, environment: RabbitServer.Environment());
        zone.Drop("orders-1.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        var messages = await server.TakeAsync("rows");
        var job = Path.GetFileName(zone.Jobs("archive")[0]);
        messages.Select(message => message.Properties.MessageId).ShouldBe([$"{job}/1", $"{job}/2"]);
        messages.Select(message => message.Body).ShouldBe(
        [
            """{"id":1,"placed":"2026-12-24","amount":1234.50,"paid":true,"note":"a \u0022b\u0022 \u00E4"}""" + "\n",
            """{"id":2,"placed":null,"amount":"007","paid":false,"note":null}""" + "\n",
        ]);
        messages[1].Properties.ContentType.ShouldBe("application/x-ndjson");
        messages[1].Properties.Headers!["dropzone-first-row"].ShouldBe(2L);
    }

    [Fact]
    public async Task A_file_with_the_longest_name_is_published_and_does_not_end_the_service()
    {
        using var zone = new TestZone(Schema + $"  - {server.Target("routing-key: long, rows: 1")}\n");
        await server.MakeQueueAsync("long");
        using var service = DropZoneProcess.RunService(zone, environment: RabbitServer.Environment());
        zone.Drop(new string('x', 225) + ".csv", Rows);
        Until.True(() => service.HasExited || zone.Jobs("archive").Count == 1, () => service.Output);
        service.HasExited.ShouldBeFalse(service.Output);
        var stamp = Path.GetFileName(zone.Jobs("archive")[0])[..25];
        (await server.TakeAsync("long")).Select(message => message.Properties.MessageId).ShouldBe([$"{stamp}/1", $"{stamp}/2"]);
    }

    [Fact]
    public async Task A_message_without_a_queue_fails_and_its_job_resumes_once_the_queue_exists()
    {
        using var zone = new TestZone(Schema + $"  - {server.Target("routing-key: later")}\n");
        using var service = DropZoneProcess.RunService(zone, environment: RabbitServer.Environment());
        var job = zone.Fail(service, Rows);
        File.ReadAllText($"{zone.Jobs("failed")[0]}/report.txt").ShouldContain("no queue is bound to");
        await server.MakeQueueAsync("later");
        zone.Failed("retry", job).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        (await server.TakeAsync("later")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("exchange: nowhere", RabbitServer.Password, "NOT_FOUND")]
    [InlineData("routing-key: files", "s3cret-but-wrong", "Check `user` and `password`")]
    public void A_missing_exchange_and_a_wrong_password_fail_immediately_and_the_password_appears_nowhere(string more, string password, string reason)
    {
        using var zone = new TestZone(Schema + $"  - {server.Target(more)}\n");
        using var service = DropZoneProcess.RunService(zone, environment: RabbitServer.Environment(password));
        zone.Fail(service, Rows);
        File.ReadAllText($"{zone.Jobs("failed")[0]}/report.json").ShouldContain(reason);
        zone.Texts().Append(service.Output).ShouldAllBe(text => !text.Contains(password));
    }

    [Fact]
    public async Task Kills_of_service_and_server_lose_nothing_and_repeated_messages_have_one_id()
    {
        const int Jobs = 60;
        using var zone = new TestZone($"feed: orders\nsettle: 0s\nload:\n  - {server.Target("routing-key: killed, rows: 2")}\n");
        await server.MakeQueueAsync("killed");
        server.Restart();
        for (var job = 0; job < Jobs; job++)
            zone.Drop($"{job:00}.csv", string.Create(CultureInfo.InvariantCulture, $"id\n{job}-1\n{job}-2\n{job}-3\n"));
        var service = DropZoneProcess.StartService(zone, environment: RabbitServer.Environment());
        for (var kill = 0; kill < 6; kill++)
        {
            var enough = Math.Min(zone.Jobs("archive").Count + 7, Jobs);
            Until.True(() => zone.Jobs("archive").Count >= enough, () => service.Output);
            if (kill % 3 < 2)
            {
                service.Kill();
                service.Dispose();
                service = DropZoneProcess.StartService(zone, environment: RabbitServer.Environment());
            }
            else
            {
                server.Kill();
                server.Start();
            }
        }

        Until.True(() => zone.Jobs("archive").Count == Jobs, () => service.Output);
        zone.Jobs("failed").ShouldBeEmpty(service.Output);
        service.Dispose();
        var messages = (await server.TakeAsync("killed")).GroupBy(message => message.Properties.MessageId).ToList();
        messages.ShouldAllBe(same => same.Select(message => message.Body).Distinct().Count() == 1);
        messages.SelectMany(same => same.First().Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal).ShouldBe(
            Enumerable.Range(0, Jobs).SelectMany(job => Enumerable.Range(1, 3).Select(row => $$"""{"id":"{{job}}-{{row}}"}""")).Order(StringComparer.Ordinal));
    }

    private static string Header(IReadOnlyBasicProperties properties, string name) => Encoding.UTF8.GetString((byte[])properties.Headers![name]!);
}
