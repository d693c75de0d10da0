using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using DropZone.EndToEnd.Harness;
using Xunit;

namespace DropZone.EndToEnd.Servers;

/// <summary>An S3 server on loopback: s3rver, which tests/run installs from npm. It does not support checksums, nor listing or aborting uploads.</summary>
public sealed class S3Server : IDisposable
{
    public const string Bucket = "acme";
    public const string AccessKey = "S3RVER";
    public const string SecretKey = "S3RVER";

    private static readonly string Program = Path.GetFullPath($"{AppContext.BaseDirectory}/../../../../../artifacts/servers/node_modules/s3rver/bin/s3rver.js");
    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-s3-").FullName;
    private readonly AmazonS3Client _client;
    private ServerProcess? _process;

    public S3Server()
    {
        _client = new AmazonS3Client(new BasicAWSCredentials(AccessKey, SecretKey), new AmazonS3Config
        {
            ServiceURL = Endpoint,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
        if (File.Exists(Program))
            Start();
    }

    public int Port { get; } = ServerProcess.FreePort();

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Returns the target of this server as YAML.</summary>
    public string Target(string more = "", string bucket = Bucket, string accessKey = AccessKey)
    {
        Assert.SkipUnless(File.Exists(Program), "s3rver is not installed: execute tests/run, or npm install --prefix artifacts/servers s3rver");
        return $"s3: {{ bucket: {bucket}, endpoint: {Endpoint}, path-style: on, checksum: off, access-key: {accessKey}, secret-key: \"${{DROPZONE_TEST_SECRET}}\"{more} }}";
    }

    /// <summary>Returns the variable for the service, whose configuration refers to it as <c>${DROPZONE_TEST_SECRET}</c>.</summary>
    public static Dictionary<string, string> Environment(string secret = SecretKey) => new() { ["DROPZONE_TEST_SECRET"] = secret };

    public async Task<IReadOnlyList<string>> KeysAsync()
    {
        var keys = new List<string>();
        var request = new ListObjectsV2Request { BucketName = Bucket };
        ListObjectsV2Response page;
        do
        {
            page = await _client.ListObjectsV2Async(request);
            keys.AddRange((page.S3Objects ?? []).Select(found => found.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
        return keys;
    }

    public async Task<(byte[] Content, string Type, IReadOnlyDictionary<string, string> Facts)> GetAsync(string key)
    {
        using var found = await _client.GetObjectAsync(Bucket, key);
        using var content = new MemoryStream();
        await found.ResponseStream.CopyToAsync(content);
        return (content.ToArray(), found.Headers.ContentType, found.Metadata.Keys.ToDictionary(name => name, name => found.Metadata[name]));
    }

    /// <summary>Returns the number of multipart uploads that are neither completed nor aborted.</summary>
    public int OpenUploads() => Directory.GetDirectories($"{_folder}/{Bucket}").Where(path => path.EndsWith("_uploads", StringComparison.Ordinal)).Sum(path => Directory.GetDirectories(path).Length);

    public void Start()
    {
        _process = new ServerProcess(string.Create(CultureInfo.InvariantCulture, $"node {Program} -d {_folder} -a 127.0.0.1 -p {Port} --configure-bucket {Bucket}"), $"{_folder}.log");
        _process.WaitFor(Port);
    }

    public void Stop() => _process?.Dispose();

    public void Kill() => _process?.Kill();

    public void Dispose()
    {
        Stop();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
        File.Delete($"{_folder}.log");
    }
}
