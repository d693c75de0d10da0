using System.Text.Json;
using System.Text.RegularExpressions;
using DropZone.EndToEnd.Harness;
using DropZone.Tests;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Metrics;

/// <summary>Metrics, alert rules and dashboard of <c>docs/operator/monitoring</c>, checked by promtool.</summary>
public sealed partial class MonitoringTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-monitoring-").FullName;

    public MonitoringTests() => Assert.SkipUnless(Shell.Has("promtool"), "promtool is not installed: apt install prometheus");

    private static string Alerts => $"{Repository.Root}/docs/operator/monitoring/alerts.yaml";

    private static string Dashboard => $"{Repository.Root}/docs/operator/monitoring/dashboard.json";

    [Fact]
    public void Each_alert_fires_when_it_should_and_not_before()
    {
        Shell.Run($"promtool check rules {Alerts}");
        var tests = $"{_folder}/test.yaml";
        File.WriteAllText(tests, File.ReadAllText($"{AppContext.BaseDirectory}/Samples/alerts-test.yaml").Replace("ALERTS]", $"{Alerts}]", StringComparison.Ordinal));
        Shell.Run($"promtool test rules {tests}");
        var cases = File.ReadAllText(tests);
        foreach (Match alert in AlertName().Matches(File.ReadAllText(Alerts)))
            cases.ShouldContain($"{{alertname=\"{alert.Groups[1].Value}\"}}");
    }

    [Fact]
    public async Task The_metrics_are_well_formed_and_rules_and_dashboard_query_only_existing_metrics()
    {
        using var client = new HttpClient();
        var port = ServerProcess.FreePort();
        using var zone = new TestZone(TestZone.OrdersFeed + """

            expect: { by: "06:00" }
            load:
              - command: { run: [cat] }
            notify:
              - command: { run: [cat], on: archived }

            """);
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", $"metrics: {{ port: {port} }}\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, "id,country\nx,de\n");
        zone.Drop("orders-2.csv", "id,country\n1,de\n");
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        var text = await client.GetStringAsync($"http://127.0.0.1:{port}/metrics", TestContext.Current.CancellationToken);
        var file = $"{_folder}/metrics";
        File.WriteAllText(file, text);
        Shell.Run($"promtool check metrics < {file}");

        var known = SeriesName().Matches(text).Select(name => name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (Match queried in MetricName().Matches(File.ReadAllText(Alerts) + string.Join('\n', Queries())))
            known.ShouldContain(queried.Value);
    }

    [Fact]
    public void Every_query_of_the_dashboard_is_valid()
    {
        var rules = $"{_folder}/queries.yaml";
        var queries = Queries().Select((query, index) =>
            $"      - {{ record: 'q:{index}', expr: '{query.Replace("$__rate_interval", "5m", StringComparison.Ordinal).Replace("$feed", ".*", StringComparison.Ordinal)}' }}\n").ToList();
        queries.Count.ShouldBeGreaterThan(10);
        File.WriteAllText(rules, $"groups:\n  - name: dashboard\n    rules:\n{string.Concat(queries)}");
        Shell.Run($"promtool check rules {rules}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IReadOnlyList<string> Queries()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Dashboard));
        return
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .Select(target => target.GetProperty("expr").GetString()!),
        ];
    }

    [GeneratedRegex(@"^ +- alert: (\w+)$", RegexOptions.Multiline)]
    private static partial Regex AlertName();

    [GeneratedRegex(@"\bdropzone_\w+")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^dropzone_\w+", RegexOptions.Multiline)]
    private static partial Regex SeriesName();
}
