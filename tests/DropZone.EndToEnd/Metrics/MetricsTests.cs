using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Metrics;

/// <summary>Metrics of the built program, as a Prometheus server and node_exporter read them.</summary>
public sealed class MetricsTests : IDisposable
{
    private const string Bad = "id,country\nx,de\n";
    private const string Good = "id,country\n1,de\n";
    private readonly HttpClient _client = new();
    private readonly int _port = ServerProcess.FreePort();

    [Fact]
    public async Task Files_rows_and_errors_are_counted_by_feed_outcome_and_code()
    {
        using var zone = new TestZone(TestZone.SplitFeed);
        using var service = Serve(zone);
        (await SeriesAsync())["""dropzone_jobs_total{feed="orders",outcome="failed"}"""].ShouldBe(0, "from the start, so that the first one shows as an increase");
        zone.Drop("orders-1.csv", Good);
        zone.Drop("orders-2.csv", Bad);
        zone.Drop("orders-3.csv", TestZone.MixedRows);
        service.ShouldLog("orders-3.csv", times: 2);
        Until.True(() => zone.Ended() == 4 && zone.Jobs("working").Count == 0, () => service.Output);

        // a job is counted after its last rename, and the three run side by side
        foreach (var outcome in new[] { "archived", "failed", "split" })
            await UntilAsync($$"""dropzone_jobs_total{feed="orders",outcome="{{outcome}}"}""", 1);
        var series = await SeriesAsync();
        series["""dropzone_jobs_total{feed="orders",outcome="archived"}"""].ShouldBe(1);
        series["""dropzone_jobs_total{feed="orders",outcome="failed"}"""].ShouldBe(1);
        series["""dropzone_failures_total{feed="orders",code="type-error"}"""].ShouldBe(1);
        series["""dropzone_errors_total{feed="orders",code="type-error"}"""].ShouldBe(2);
        series["""dropzone_rows_total{feed="orders",result="in"}"""].ShouldBe(5);
        series["""dropzone_rows_total{feed="orders",result="out"}"""].ShouldBe(3);
        series["""dropzone_rows_total{feed="orders",result="rejected"}"""].ShouldBe(2);
        series["""dropzone_job_duration_seconds_count{feed="orders"}"""].ShouldBe(3);
        series["""dropzone_stage_duration_seconds_count{feed="orders",stage="convert"}"""].ShouldBe(3);
        series["""dropzone_stage_duration_seconds_bucket{feed="orders",stage="convert",le="+Inf"}"""].ShouldBe(3);
        series["""dropzone_deliveries{feed="orders",state="failed"}"""].ShouldBe(2);
        series["dropzone_disk_free_bytes"].ShouldBeGreaterThan(1_000_000);
    }

    [Fact]
    public async Task Queued_files_deferred_jobs_and_unreachable_targets_and_notifiers_are_shown()
    {
        using var zone = new TestZone($$"""
            {{TestZone.OrdersFeed}}
            complete: { marker: "{name}.done" }
            expect: { by: "06:00" }
            load:
              - command: [sh, -c, 'test -e ${PWD%/working/*}/open || exit 75']
            notify:
              - webhook: { url: "http://127.0.0.1:9/", on: [deferred, archived] }

            """);
        using var service = Serve(zone);
        zone.Drop("orders-1.csv", Good);
        await UntilAsync("""dropzone_deliveries{feed="orders",state="incoming"}""", 1);
        (await SeriesAsync())["""dropzone_target_up{feed="orders",target="command"}"""].ShouldBe(1);
        zone.Drop("orders-1.csv.done", "");
        await UntilAsync("""dropzone_target_up{feed="orders",target="command"}""", 0);
        await UntilAsync("""dropzone_notifier_up{notifier="orders.webhook"}""", 0);
        var series = await SeriesAsync();
        series["""dropzone_deliveries{feed="orders",state="working"}"""].ShouldBe(1);
        series["""dropzone_deliveries{feed="orders",state="incoming"}"""].ShouldBe(0);
        series["""dropzone_feed_overdue{feed="orders"}"""].ShouldBe(0);
        series["""dropzone_stage_duration_seconds_count{feed="orders",stage="load"}"""].ShouldBeGreaterThanOrEqualTo(2);
        File.WriteAllText($"{zone.Root}/open", "");
        await UntilAsync("""dropzone_target_up{feed="orders",target="command"}""", 1);
        (await SeriesAsync())["""dropzone_deliveries_oldest_age_seconds{feed="orders",state="incoming"}"""].ShouldBe(0);
    }

    [Fact]
    public async Task The_server_answers_health_checks_rejects_other_requests_and_listens_on_loopback_only()
    {
        using var zone = new TestZone();
        using var service = Serve(zone);
        foreach (var host in new[] { "127.0.0.1", "localhost" })
            (await _client.GetStringAsync($"http://{host}:{_port}/healthz", Stop)).ShouldBe("ok\n");
        (await _client.GetAsync($"http://127.0.0.1:{_port}/etc/passwd", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _client.PostAsync($"http://127.0.0.1:{_port}/metrics", null, Stop)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        foreach (var address in (await Dns.GetHostAddressesAsync(Dns.GetHostName(), AddressFamily.InterNetwork, Stop)).Where(address => !IPAddress.IsLoopback(address)))
        {
            using var other = new TcpClient();
            await Should.ThrowAsync<SocketException>(async () => await other.ConnectAsync(address, _port, Stop));
        }

        // a client that sends nothing does not block other clients
        using var silent = new TcpClient("127.0.0.1", _port);
        (await _client.GetStringAsync($"http://127.0.0.1:{_port}/healthz", Stop)).ShouldBe("ok\n");
        service.Stop().ShouldBe(0);
    }

    [Fact]
    public void The_text_file_is_always_complete_and_is_removed_at_a_stop()
    {
        using var zone = new TestZone();
        var path = $"{zone.Root}/dropzone.prom";
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", $"metrics: {{ file: \"{path}\", interval: 1s }}\n");
        using var service = DropZoneProcess.RunService(zone);
        Until.True(() => File.Exists(path), () => service.Output);
        zone.Drop("orders-1.csv", Good);
        Until.True(() => Read(path).Contains("dropzone_jobs_total{feed=\"orders\",outcome=\"archived\"} 1", StringComparison.Ordinal), () => service.Output);
        for (var i = 0; i < 1000; i++)
            Read(path).TrimEnd().Split('\n')[^1].ShouldNotBeEmpty();
        service.Stop().ShouldBe(0);
        Directory.GetFiles(zone.Root, "dropzone.prom*").ShouldBeEmpty();
    }

    [Fact]
    public void A_port_in_use_and_a_missing_folder_are_logged_once_and_deliveries_continue()
    {
        using var taken = new TcpListener(IPAddress.Loopback, _port);
        taken.Start();
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", $"metrics: {{ port: {_port}, file: /nowhere/dropzone.prom, interval: 1s }}\n");
        using var service = DropZoneProcess.RunService(zone);
        service.ShouldLog($"Metrics: cannot listen on port {_port}");
        service.ShouldLog("Metrics: cannot write /nowhere/dropzone.prom");
        zone.Drop("orders-1.csv", Good);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        taken.Stop();
        service.ShouldLog($"Metrics: http://127.0.0.1:{_port}/metrics");
        service.Output.Split("cannot listen").Length.ShouldBe(2);
    }

    public void Dispose() => _client.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private DropZoneProcess Serve(TestZone zone)
    {
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", $"metrics: {{ port: {_port} }}\n");
        var service = DropZoneProcess.RunService(zone);
        service.ShouldLog($"Metrics: http://127.0.0.1:{_port}/metrics");
        return service;
    }

    private async Task<Dictionary<string, double>> SeriesAsync() =>
        (await _client.GetStringAsync($"http://127.0.0.1:{_port}/metrics", Stop)).Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    private Task UntilAsync(string name, double value)
    {
        double? found = null;
        return Task.Run(() => Until.True(
            () => (found = SeriesAsync().GetAwaiter().GetResult().TryGetValue(name, out var now) ? now : null) == value, () => $"{name} is {found}, not {value}", seconds: 30), Stop);
    }
}
