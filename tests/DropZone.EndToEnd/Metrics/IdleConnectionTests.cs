using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Metrics;

/// <summary>Idle connections to the metrics and to the status socket cost the intake nothing, and end without traces.</summary>
public sealed class IdleConnectionTests
{
    private const int Descriptors = 400;
    private static readonly int Connections = LongForm.Amount("DROPZONE_IDLE_CONNECTIONS", 1000);
    private readonly int _port = ServerProcess.FreePort();

    [Fact]
    public async Task Idle_connections_to_the_metrics_leave_descriptors_to_the_intake_and_do_not_keep_others_out()
    {
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", $"metrics: {{ port: {_port} }}\n");
        using var service = DropZoneProcess.RunService(zone);
        service.ShouldLog($"Metrics: http://127.0.0.1:{_port}/metrics");
        Limit(service);
        await AttackAsync(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, _port), zone, service, HealthAsync);
    }

    [Fact]
    public async Task Idle_connections_to_the_status_socket_leave_descriptors_to_the_intake_and_do_not_keep_others_out()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        Limit(service);
        var place = new UnixDomainSocketEndPoint($"{zone.Root}/run/status.socket");
        await AttackAsync(Unix, place, zone, service, async () =>
        {
            using var socket = Unix();
            await socket.ConnectAsync(place, Stop);
            using var reader = new StreamReader(new NetworkStream(socket));
            (await reader.ReadToEndAsync(Stop)).ShouldEndWith("}");
        });

        static Socket Unix() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    }

    [Fact]
    public async Task A_host_that_is_not_this_machine_gets_no_metrics()
    {
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", $"metrics: {{ port: {_port} }}\n");
        using var service = DropZoneProcess.RunService(zone);
        service.ShouldLog($"Metrics: http://127.0.0.1:{_port}/metrics");
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{_port}/metrics") { Headers = { Host = "attacker.example:80" } };
        (await client.SendAsync(request, Stop)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static void Limit(DropZoneProcess service) => Shell.Run($"prlimit --pid {service.Id} --nofile={Descriptors}:{Descriptors}");

    private static async Task AttackAsync(Func<Socket> create, EndPoint place, TestZone zone, DropZoneProcess service, Func<Task> query)
    {
        var idle = new List<Socket>();
        for (var i = 0; i < Connections; i++)
        {
            idle.Add(create());
            await idle[^1].ConnectAsync(place, Stop);
        }

        var began = Stopwatch.GetTimestamp();
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        TestContext.Current.TestOutputHelper?.WriteLine($"delivered after {Stopwatch.GetElapsedTime(began).TotalSeconds:F2} s");
        began = Stopwatch.GetTimestamp();
        await query();
        TestContext.Current.TestOutputHelper?.WriteLine($"answered during the attack after {Stopwatch.GetElapsedTime(began).TotalSeconds:F2} s");
        foreach (var socket in idle)
            socket.Dispose();
        began = Stopwatch.GetTimestamp();
        await query();
        TestContext.Current.TestOutputHelper?.WriteLine($"answered after {Stopwatch.GetElapsedTime(began).TotalSeconds:F2} s");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        Directory.GetFiles($"/proc/{service.Id}/fd").Length.ShouldBeLessThan(Descriptors / 2);
        service.Stop().ShouldBe(0);
    }

    private async Task HealthAsync()
    {
        using var client = new HttpClient();
        (await client.GetStringAsync($"http://127.0.0.1:{_port}/healthz", Stop)).ShouldBe("ok\n");
    }
}
