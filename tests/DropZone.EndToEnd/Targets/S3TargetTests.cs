using System.Text;
using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Targets;

/// <summary>Output into a bucket, by the built program.</summary>
public sealed class S3TargetTests(S3Server server) : IClassFixture<S3Server>
{
    private const string Rows = "id,country\n1,de\n";
    private const string Output = "id,country\n1,DE\n";
    private const int LargeSize = 40 << 20; // three parts

    [Fact]
    public async Task An_object_gets_its_key_from_the_template_and_names_its_job()
    {
        using var zone = new TestZone(Feed(server.Target(", key: \"{feed}/year={year}/{stamp}-{file.name}\"")));
        using var service = DropZoneProcess.RunService(zone, environment: S3Server.Environment());
        zone.Drop("orders-ä 1+.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        var job = Path.GetFileName(zone.Jobs("archive")[0]);
        var key = $"orders/year={DateTime.UtcNow.Year}/{job[..25]}-orders-ä 1+.csv";
        var (content, type, facts) = await server.GetAsync(key);
        Encoding.UTF8.GetString(content).ShouldBe(Output);
        type.ShouldBe("text/csv");
        Uri.UnescapeDataString(facts["x-amz-meta-dropzone-job"]).ShouldBe(job);
        facts["x-amz-meta-dropzone-feed"].ShouldBe("orders");
        service.ShouldLog($"output {key} in {S3Server.Bucket}");
    }

    [Fact]
    public async Task A_large_object_is_uploaded_in_parts_and_a_kill_in_between_leaves_one_complete_object()
    {
        using var zone = new TestZone(Feed(server.Target(", key: \"large/{stamp}\"")));
        var row = "1,DE, and so on and so on and so on and so on and so on\n";
        var content = "id,country,note\n" + new StringBuilder().Insert(0, row, LargeSize / row.Length);
        var uploads = server.OpenUploads();
        using (var service = DropZoneProcess.RunService(zone, environment: S3Server.Environment()))
        {
            zone.Drop("large.csv", content);
            Until.True(() => server.OpenUploads() > uploads, () => service.Output);
            service.Kill();
        }

        using var recovered = DropZoneProcess.RunService(zone, environment: S3Server.Environment());
        Until.True(() => zone.Jobs("archive").Count == 1, () => recovered.Output);
        var key = (await server.KeysAsync()).Where(key => key.StartsWith("large/", StringComparison.Ordinal)).ShouldHaveSingleItem();
        (await server.GetAsync(key)).Content.ShouldBe(Encoding.UTF8.GetBytes(content));
    }

    [Fact]
    public void A_missing_bucket_fails_the_job_immediately()
    {
        using var zone = new TestZone(Feed(server.Target(bucket: "nowhere")));
        using var service = DropZoneProcess.RunService(zone, environment: S3Server.Environment());
        zone.Fail(service, Rows);
        File.ReadAllText($"{zone.Jobs("failed")[0]}/report.txt").ShouldContain("NoSuchBucket");
    }

    [Fact]
    public void Wrong_keys_fail_immediately_and_the_secret_appears_nowhere()
    {
        const string Secret = "s3cret-of-somebody";
        using var zone = new TestZone(Feed(server.Target(accessKey: "other-user")));
        using var service = DropZoneProcess.RunService(zone, environment: S3Server.Environment(Secret));
        zone.Fail(service, Rows);
        File.ReadAllText($"{zone.Jobs("failed")[0]}/report.txt").ShouldContain("InvalidAccessKeyId");
        zone.Texts().Append(service.Output).ShouldAllBe(text => !text.Contains(Secret));
    }

    [Fact]
    public async Task Kills_of_service_and_server_lose_nothing_and_each_job_is_one_object()
    {
        const int Jobs = 60;
        using var own = new S3Server();
        using var zone = new TestZone(Feed(own.Target()));
        for (var job = 0; job < Jobs; job++)
            zone.Drop($"orders-{job:00}.csv", $"id,country\n{job},de\n");
        var service = DropZoneProcess.StartService(zone, environment: S3Server.Environment());
        for (var kill = 0; kill < 8; kill++)
        {
            var enough = Math.Min(zone.Jobs("archive").Count + 5, Jobs);
            Until.True(() => zone.Jobs("archive").Count >= enough, () => service.Output);
            if (kill % 2 == 0)
            {
                service.Kill();
                service.Dispose();
                service = DropZoneProcess.StartService(zone, environment: S3Server.Environment());
            }
            else
            {
                own.Kill();
                own.Start();
            }
        }

        Until.True(() => zone.Jobs("archive").Count == Jobs, () => service.Output);
        zone.Jobs("failed").ShouldBeEmpty(service.Output);
        service.Dispose();
        var keys = await own.KeysAsync();
        keys.Select(key => key.Split('-')[^1]).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, Jobs).Select(job => $"{job:00}.csv"));
        foreach (var key in keys)
            Encoding.UTF8.GetString((await own.GetAsync(key)).Content).ShouldBe($"id,country\n{int.Parse(key[^6..^4], System.Globalization.CultureInfo.InvariantCulture)},DE\n");
    }

    private static string Feed(string target) => $"feed: orders\nsettle: 0s\ntransform:\n  - upper: [country]\nload:\n  - {target}\n";
}
