using System.Text;
using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Targets;

/// <summary>Incomplete multipart uploads, by the built program: they cost money until they are aborted.</summary>
public sealed class S3UploadTests : IDisposable
{
    private readonly FakeS3 _service = new();

    [Fact]
    public void An_upload_with_a_rejected_part_is_aborted()
    {
        _service.RejectedPart = 2;
        using var zone = new TestZone(Feed());
        using var service = DropZoneProcess.RunService(zone, environment: S3Server.Environment());
        zone.Drop("large.csv", Large());
        Until.True(() => zone.Jobs("failed").Count == 1, () => service.Output);
        _service.Requests.ShouldContain(request => request.Contains("partNumber=2", StringComparison.Ordinal));
        _service.Uploads.ShouldBeEmpty();
        _service.Objects.ShouldBeEmpty();
    }

    [Fact]
    public void The_next_try_aborts_an_incomplete_upload_of_the_same_key_and_of_no_other()
    {
        _service.Uploads["old"] = "large.csv";
        _service.Uploads["neighbour"] = "large.csv.gz";
        _service.Uploads["stranger"] = "another";
        using var zone = new TestZone(Feed());
        using var service = DropZoneProcess.RunService(zone, environment: S3Server.Environment());
        zone.Drop("large.csv", Large());
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        _service.Uploads.Keys.ShouldBe(["neighbour", "stranger"], ignoreOrder: true);
        _service.Objects.Keys.ShouldBe(["large.csv"]);
    }

    public void Dispose() => _service.Dispose();

    private static string Large() => "id,country,note\n" + new StringBuilder().Insert(0, "1,DE, and so on and so on and so on and so on and so on\n", 400_000);

    private string Feed() => $$"""
        feed: orders
        match: ["*.csv"]
        settle: 0s
        load:
          - s3: { bucket: acme, endpoint: "{{_service.Endpoint}}", path-style: on, key: "{file.name}", access-key: id, secret-key: "${DROPZONE_TEST_SECRET}" }

        """;
}
