using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Targets.Loading;

namespace DropZone.Targets.S3;

/// <summary>
/// Puts output into a bucket, completely or not at all: at least once, and under one key, so that a repetition writes the same object.
/// A large output is uploaded in parts; uploads that an earlier try left incomplete are aborted.
/// </summary>
/// <param name="target">The bucket.</param>
internal sealed class S3Loader(S3Target target) : ILoader
{
    /// <summary>The largest object that is sent in one request, in bytes. An object has at most 10 000 parts.</summary>
    private const long SmallestPart = 16 << 20;
    private const int MaxParts = 9_000;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5); // of one request
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(10);

    private readonly Lock _opening = new();
    private AmazonS3Client? _client;

    public async Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping)
    {
        try
        {
            if (Client(out var missing) is not { } service)
                return new LoadResult.Down(missing);
            var size = (FileStatus.At(request.Job.Output) ?? throw new FileNotFoundException(null, request.Job.Output)).Size;
            if (size <= SmallestPart)
                await PutAsync(service, request, stopping).ConfigureAwait(false);
            else
                await PutInPartsAsync(service, request, size, stopping).ConfigureAwait(false);
            return new LoadResult.Loaded();
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested && S3ErrorClassifier.ResultOf(failure, target) is not null)
        {
            return S3ErrorClassifier.ResultOf(failure, target)!;
        }
    }

    public void Dispose() => _client?.Dispose();

    private async Task PutAsync(AmazonS3Client service, LoadRequest request, CancellationToken stopping)
    {
        var put = new PutObjectRequest
        {
            BucketName = target.Bucket,
            Key = request.Target.Name,
            FilePath = request.Job.Output,
            ContentType = ContentType(request),
            UseChunkEncoding = target.Checksum,
        };
        foreach (var (name, value) in Facts(request))
            put.Metadata.Add(name, value);
        await service.PutObjectAsync(put, stopping).ConfigureAwait(false);
    }

    private async Task PutInPartsAsync(AmazonS3Client service, LoadRequest request, long size, CancellationToken stopping)
    {
        await AbortOlderAsync(service, request.Target.Name, stopping).ConfigureAwait(false);
        var begin = new InitiateMultipartUploadRequest { BucketName = target.Bucket, Key = request.Target.Name, ContentType = ContentType(request) };
        foreach (var (name, value) in Facts(request))
            begin.Metadata.Add(name, value);
        if (target.Checksum)
            begin.ChecksumAlgorithm = ChecksumAlgorithm.CRC32;
        var upload = (await service.InitiateMultipartUploadAsync(begin, stopping).ConfigureAwait(false)).UploadId;
        var isWhole = false;
        try
        {
            var end = new CompleteMultipartUploadRequest { BucketName = target.Bucket, Key = request.Target.Name, UploadId = upload };
            var partSize = Math.Max(SmallestPart, (size / MaxParts) + 1);
            for (long at = 0; at < size; at += partSize)
            {
                end.AddPartETags(await service.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = target.Bucket,
                        Key = request.Target.Name,
                        UploadId = upload,
                        PartNumber = (int)(at / partSize) + 1,
                        PartSize = Math.Min(partSize, size - at),
                        FilePath = request.Job.Output,
                        FilePosition = at,
                        ChecksumAlgorithm = target.Checksum ? ChecksumAlgorithm.CRC32 : null,
                        UseChunkEncoding = target.Checksum,
                    },
                    stopping).ConfigureAwait(false));
            }

            await service.CompleteMultipartUploadAsync(end, stopping).ConfigureAwait(false);
            isWhole = true;
        }
        finally
        {
            if (!isWhole)
                await AbortAsync(service, request.Target.Name, upload).ConfigureAwait(false);
        }
    }

    /// <summary>Aborts the incomplete uploads of killed tries, which cost money. Without permission to list or abort them, they stay.</summary>
    private async Task AbortOlderAsync(AmazonS3Client service, string key, CancellationToken stopping)
    {
        try
        {
            var listed = await service.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = target.Bucket, Prefix = key }, stopping).ConfigureAwait(false);
            foreach (var upload in (listed.MultipartUploads ?? []).Where(upload => upload.Key == key))
                await AbortAsync(service, key, upload.UploadId).ConfigureAwait(false);
        }
        catch (AmazonServiceException error) when (!S3ErrorClassifier.CanPass(error))
        {
            // the upload itself reports whether the bucket can be used
        }
    }

    private async Task AbortAsync(AmazonS3Client service, string key, string upload)
    {
        using var soon = new CancellationTokenSource(AbortTimeout);
        try
        {
            await service.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = target.Bucket, Key = key, UploadId = upload }, soon.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (S3ErrorClassifier.ResultOf(failure, target) is not null)
        {
            // the next try aborts it
        }
    }

    private static string ContentType(LoadRequest request) =>
        request.Target.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? "application/gzip" : "text/csv";

    private static IEnumerable<(string Name, string Value)> Facts(LoadRequest request) =>
        [("dropzone-feed", request.Receipt.Feed), ("dropzone-job", Uri.EscapeDataString(request.Receipt.Job)), ("dropzone-source-sha256", request.Receipt.File.Sha256)];

    /// <summary>Returns the client; null, and the reason, if a secret is missing.</summary>
    private AmazonS3Client? Client(out string missing)
    {
        missing = "";
        lock (_opening)
        {
            if (_client is not null)
                return _client;
            var settings = new AmazonS3Config
            {
                ForcePathStyle = target.PathStyle,
                Timeout = Timeout,
                MaxErrorRetry = 1, // the circuit breaker waits for a target that is down, not the SDK
                RequestChecksumCalculation = target.Checksum ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = target.Checksum ? ResponseChecksumValidation.WHEN_SUPPORTED : ResponseChecksumValidation.WHEN_REQUIRED,
            };
            if (target.Endpoint is { } endpoint)
                (settings.ServiceURL, settings.AuthenticationRegion) = (endpoint, target.Region ?? "us-east-1");
            else if (target.Region is { } region)
                settings.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            if (target.AccessKey is not { } accessKey || target.SecretKey is not { } secretKey)
                return _client = new AmazonS3Client(settings);
            return accessKey.TryReveal(out missing) is { } id && secretKey.TryReveal(out missing) is { } secret
                ? _client = new AmazonS3Client(new BasicAWSCredentials(id, secret), settings)
                : null;
        }
    }
}
