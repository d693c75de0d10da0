using System.IO.Abstractions.TestingHelpers;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using DropZone.EndToEnd.Servers;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Targets.Loading;
using DropZone.Targets.S3;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets;

/// <summary>Temporary and permanent errors, and the requests of an upload, against a service within the process.</summary>
public sealed class S3LoaderTests : IDisposable
{
    private readonly FakeS3 _service = new();
    private readonly S3Target _target;

    public S3LoaderTests() => _target = new S3Target("s3", "acme", NameTemplate.Standard)
    {
        Endpoint = _service.Endpoint,
        PathStyle = true,
        AccessKey = new SecretText("id", new MockFileSystem()),
        SecretKey = new SecretText("secret", new MockFileSystem()),
    };

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError", true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "SlowDown", true)]
    [InlineData(HttpStatusCode.TooManyRequests, "Unknown", true)]
    [InlineData(HttpStatusCode.RequestTimeout, "Unknown", true)]
    [InlineData((HttpStatusCode)0, "", true)]
    [InlineData(HttpStatusCode.BadRequest, "ExpiredToken", true)]
    [InlineData(HttpStatusCode.NotFound, "NoSuchUpload", true)]
    [InlineData(HttpStatusCode.NotFound, "NoSuchBucket", false)]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied", false)]
    [InlineData(HttpStatusCode.BadRequest, "InvalidRequest", false)]
    [InlineData(HttpStatusCode.NotImplemented, "NotImplemented", false)]
    public void The_state_of_the_service_passes_and_permissions_and_names_do_not(HttpStatusCode status, string code, bool canPass)
    {
        var failure = new AmazonS3Exception("some words", ErrorType.Sender, code, "request", status);
        S3ErrorClassifier.CanPass(failure).ShouldBe(canPass);
        var result = S3ErrorClassifier.ResultOf(failure, _target);
        (result is LoadResult.Down).ShouldBe(canPass);
        ((result as LoadResult.Down)?.Reason ?? ((LoadResult.Refused)result!).Message).ShouldContain($"{code} (some words)");
    }

    [Fact]
    public void A_broken_connection_counts_as_down_and_an_unknown_exception_is_not_classified()
    {
        S3ErrorClassifier.ResultOf(new HttpRequestException("x", new IOException("broken")), _target).ShouldBe(new LoadResult.Down($"{_service.Endpoint} cannot be reached: broken"));
        S3ErrorClassifier.ResultOf(new AmazonClientException("no credentials"), _target with { Endpoint = null }).ShouldBe(new LoadResult.Down("Amazon S3 cannot be reached: no credentials"));
        S3ErrorClassifier.ResultOf(new InvalidOperationException(), _target).ShouldBeNull();
    }

    [Fact]
    public async Task A_large_output_is_sent_in_parts_and_completed()
    {
        using var job = new SealedJob(new string('x', 17 << 20));
        (await Load(job, _target)).ShouldBeOfType<LoadResult.Loaded>();
        _service.Objects.Keys.ShouldBe(["large.csv"]);
        _service.Uploads.ShouldBeEmpty();
        _service.Requests.Count(request => request.Contains("partNumber=", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task An_upload_with_a_rejected_part_is_aborted()
    {
        _service.RejectedPart = 2;
        using var job = new SealedJob(new string('x', 17 << 20));
        (await Load(job, _target)).ShouldBeOfType<LoadResult.Refused>().Message.ShouldContain("AccessDenied");
        _service.Uploads.ShouldBeEmpty();
        _service.Objects.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_older_upload_of_the_same_key_is_aborted_and_others_are_kept()
    {
        _service.Uploads["old"] = "large.csv";
        _service.Uploads["neighbour"] = "large.csv.gz";
        using var job = new SealedJob(new string('x', 17 << 20));
        (await Load(job, _target)).ShouldBeOfType<LoadResult.Loaded>();
        _service.Uploads.Keys.ShouldBe(["neighbour"]);
    }

    [Fact]
    public async Task A_missing_secret_counts_as_down_and_no_request_is_sent()
    {
        using var job = new SealedJob("id\n1\n");
        (await Load(job, _target with { SecretKey = new SecretText("${DROPZONE_TEST_NO_SUCH_VARIABLE}", new MockFileSystem()) }))
            .ShouldBeOfType<LoadResult.Down>().Reason.ShouldContain("DROPZONE_TEST_NO_SUCH_VARIABLE");
        _service.Requests.ShouldBeEmpty();
    }

    public void Dispose() => _service.Dispose();

    private static async Task<LoadResult> Load(SealedJob job, S3Target target)
    {
        using var loader = new S3Loader(target);
        return await loader.LoadAsync(job.Request("s3", "acme", "large.csv", "s3"), TestContext.Current.CancellationToken);
    }
}
